"""What a pasted text makes, statement by statement, without running it."""
