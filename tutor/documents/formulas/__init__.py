"""Formulas: notation × printer, in TeX, MathML, Typst and plain letters."""
