"""What an operator types: a module a group of commands, each with its arguments and what it prints.

May import everything below `manage.py` but the web application.
"""
