"""How well categories are proposed: the model in use, its mistakes, officers' corrections."""
