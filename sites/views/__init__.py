"""The pages of this floor: the sites, what is done with one of them, and the sites of an agreement."""
