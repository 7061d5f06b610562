"""The workbook: two sheets of tickets, and every figure as a formula over them.

`lines` makes the columns of the tickets, `formulas` the formulas over them, `page` writes sheets in
one pass, so that a workbook of 100,000 tickets never lies in memory. May import what
complaints/evidence may.
"""
