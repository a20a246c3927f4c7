"""A whole year walked at page level, and what all pages tell of it compared after every step."""
