"""Ways back of talks and agreements."""
