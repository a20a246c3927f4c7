"""What people type on this floor, and how its lists are narrowed down: one module per aggregate."""
