"""What a teacher and a student get: feedback, report, their sentences."""
