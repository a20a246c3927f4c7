"""Running it: backups and the way back, what the machine lacks, what a monitor is told."""
