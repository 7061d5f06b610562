"""A LINE on the desk: Messaging API, webhook sender and a fixed cast, for development and tests.

May import third-party libraries and the standard library, nothing of the product: it talks to the
product over HTTP only, as LINE does.
"""
