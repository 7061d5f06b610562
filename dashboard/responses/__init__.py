"""Ready-made words: the list, one text, its past. May import what dashboard may."""
