"""The money's pages, one module per aggregate; funding/urls.py says which page is in which."""
