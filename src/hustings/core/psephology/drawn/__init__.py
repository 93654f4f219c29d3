"""Past results as pictures (SVG): bars, lines over the elections, and the map of equal hexagons."""
