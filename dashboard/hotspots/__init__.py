"""Hot spots: where problems come back, on a map and as a list."""
