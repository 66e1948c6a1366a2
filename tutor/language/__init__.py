"""What is said, in two languages: faults, their sentences, catalogues, particles, pages of the codes."""
