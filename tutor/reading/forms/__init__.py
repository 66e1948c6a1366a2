"""THE reader of file forms: whatever program a file was written with → its text, its tables. Nothing is run.

bytes, name ─ kinds ─┬─ notebooks ── text and the cell of every line
                     ├─ word_files ─ text and the paragraph of every line ─ omml    ┐ formulas
                     ├─ web_pages ── text and the paragraph of every line ─ mathml  ┘ as TeX
                     ├─ workbooks ── tables
                     └─ of other forms what they are, and what to do with them
"""
