"""The file that a student opens: its parts, its runtime, what runs inside it."""
