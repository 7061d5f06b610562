"""How the service itself is doing, for administrators."""
