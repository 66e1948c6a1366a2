"""Doors to other libraries; each imports its library inside the function that needs it."""
