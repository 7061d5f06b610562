"""Set-up of third-party front-end files. Imports nothing of ours; nothing of ours imports it."""
