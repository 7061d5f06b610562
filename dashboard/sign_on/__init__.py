"""Coming in by the ministry's own sign-on (OpenID Connect), beside user name and password."""
