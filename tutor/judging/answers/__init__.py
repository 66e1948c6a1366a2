"""Answers line by line: what a student wrote in boxes or in a text, against a problem that is known."""
