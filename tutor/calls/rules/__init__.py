"""What torch checks, makes and takes in silence: no text, no torch."""
