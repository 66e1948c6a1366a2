"""From the values of a spec to a problem: words, sizes and parameters, checked."""
