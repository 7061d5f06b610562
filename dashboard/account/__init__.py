"""One's own account: how one wants to be told. May import what dashboard may."""
