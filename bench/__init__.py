"""Speed and memory, each figure beside a reference measured in the same run, on this machine only.

May import everything; nothing imports it.
"""
