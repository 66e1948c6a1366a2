"""Written work against the truth: reading it, judging it, naming the mistakes.

Standard library only, and nothing that a person wrote is ever evaluated.
"""
