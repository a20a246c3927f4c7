"""Stammdaten: what everything else rests on – the city, committees, resolutions, places, meetings, texts, figures."""
