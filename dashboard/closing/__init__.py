"""How an agency closes its tickets: whose yes it asks for, whether silence is asked once more."""
