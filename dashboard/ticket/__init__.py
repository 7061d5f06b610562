"""A ticket: everything about it on one page, and what an officer does to it."""
