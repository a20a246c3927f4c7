"""What every floor stands on and none owns; it imports nothing above it."""
