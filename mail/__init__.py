"""Speaks SMTP: letters become e-mails and leave. The only room that does.

May import store, core.
"""
