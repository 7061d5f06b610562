"""Agencies and their areas, for the centre: lists, map, who owns what, trying out, importing."""
