"""What anybody may open: public pages, open data, Open311, signed photos, health for machines.

Reads tickets through complaints/publishing alone, which says what everybody may know. May import
everything below handlers; never calls LINE.
"""
