"""What people type in the dialogue, one module per aggregate."""
