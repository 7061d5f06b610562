"""แบบฟอร์มหมายเลข 3 and 4 as Word files: headings and order as the form has them.

`paper` knows Word, `form3` and `form4` the forms. May import what complaints/evidence may.
"""
