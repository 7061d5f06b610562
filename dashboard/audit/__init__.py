"""Who did what, and when: for administrators everybody's doings, for supervisors their agency's.

What is on record about a sealed ticket is shown only to who may know of the ticket.
"""
