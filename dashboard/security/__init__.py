"""An officer's own keys: password, second step, open sessions."""
