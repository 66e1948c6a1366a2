"""Formats: the targets that write a document, and the doors to the programs that finish it."""
