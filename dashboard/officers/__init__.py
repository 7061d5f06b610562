"""Officers' accounts, for those who look after them: list, one officer, inviting."""
