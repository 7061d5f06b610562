"""Calculations of the documents, and the reading of lines typed for them: pure, no words said.

May import knowledge, thai and core. Scores and money are Decimals; what cannot be used raises
``InvalidInput`` whose reason names a phrase.
"""
