"""Documents of Word: Markdown for pandoc, and what it does not know of pages, tables, boxes and images."""
