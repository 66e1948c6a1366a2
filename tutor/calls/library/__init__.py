"""What Python, NumPy and torch make of values that are not computed: sizes, kinds of number."""
