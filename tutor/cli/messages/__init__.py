"""What the command line says: help of commands and options."""
