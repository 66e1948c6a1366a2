"""Parts of the command `grade`: its talk, its desk for paper, its files."""
