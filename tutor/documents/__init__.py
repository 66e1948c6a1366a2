"""Documents: what the numbers look like on a page, in Korean and English, in every format.

Trace ─→ Document (blocks) ─→ Target (Markdown, LaTeX) ─→ template ─→ text
"""
