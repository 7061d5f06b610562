"""How officers and agencies are reached: LINE accounts, LINE groups, e-mail addresses.

Each is proved by who owns it before it is used. May import agencies' tables and permissions,
store, core.
"""
