"""What is handed out: sheets and keys in every format."""
