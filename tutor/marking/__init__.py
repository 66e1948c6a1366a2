"""Submissions, mark scheme, marks, feedback, gradebook, report."""
