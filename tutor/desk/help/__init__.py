"""Help in rungs: which operands, their sizes, the row, one product, the number."""
