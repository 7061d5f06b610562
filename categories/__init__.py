"""The 14 problem categories: the catalogue, and the suggester that reads a complaint.

May import: thai, core. Never imports agencies (a sibling), complaints, or any face.
"""
