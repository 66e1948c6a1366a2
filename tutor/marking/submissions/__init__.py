"""What people hand in → Submissions: files of every kind that holds answers, read and never run."""
