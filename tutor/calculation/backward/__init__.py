"""Backpropagation through time: from any forward table its backward table, its numbers, its updates."""
