"""How officers prove who they are beyond a password: one-time links, second factor, sign-on names.

May import what agencies may import. Nothing here is kept as it was shown: links and recovery codes
by their hash, the second factor's secret encrypted.
"""
