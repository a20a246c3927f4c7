"""The pages: what everybody reads, what we know, the Auskunft, and what is kept how long."""
