"""What anybody may open: signed photos, the front page, health for machines.

May import everything below handlers; never calls LINE.
"""
