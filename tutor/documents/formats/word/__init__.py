"""Word: a page through pandoc, then its tables, boxes and steps put right in the file."""
