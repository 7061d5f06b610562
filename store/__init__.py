"""The database, inbox, outbox, audit trail and files. May import thai and core."""
