"""What is done regularly beside answering: each a function of the tools, listed in `listing.py`.

May import every room below `worker.py`. A chore is safe to run in several processes at once: it
claims rows, or does twice what is the same done once.
"""
