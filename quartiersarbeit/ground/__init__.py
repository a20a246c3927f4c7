"""The ground of the house: what every floor stands on."""
