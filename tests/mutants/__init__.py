"""Planted bugs: which small changes of the code the nearest tests notice."""
