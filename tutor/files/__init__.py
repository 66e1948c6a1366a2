"""Files at the edge: whole or absent, archives, tables of other programs, parts that may be missing."""
