"""What officers and citizens write to each other about a ticket, also after it was closed.

May import what complaints may.
"""
