"""What people type about money, one module per aggregate."""
