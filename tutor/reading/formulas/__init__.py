"""An expression as it is written: brackets, arrays, operands, and the tree that they make."""
