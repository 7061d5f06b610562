"""The simulator's own strict check of messages and rich menus, against LINE's published limits.

Imports nothing of the simulator outside this folder (but `cast` for the list of stickers). It is
written apart from the product's validator on purpose: each checks the other.
"""
