"""Exercises for a class: variants, screening, roster, the class folder, sheets and keys."""
