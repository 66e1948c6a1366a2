"""The tests nearest to a room: its own folder, and the files of others that are about it."""

NEAREST = {
    "language": [
        "tests/documents/test_language.py",
        "tests/documents/test_messages.py",
        "tests/documents/test_catalogue.py",
        "tests/test_explanations.py",
        "tests/spec/test_bad_specs.py",
    ],
    "files": ["tests/cli/test_files.py", "tests/marking/test_submissions.py", "tests/cli/test_handout.py"],
    "calculation": ["tests/calculation"],
    "weights": ["tests/weights"],
    "spec": ["tests/spec"],
    "reading": ["tests/reading", "tests/checking"],
    "binding": ["tests/checking", "tests/judging/test_judge.py", "tests/reading"],
    "mistakes": ["tests/mistakes", "tests/judging", "tests/handout/test_variants.py"],
    "judging": ["tests/judging", "tests/checking", "tests/marking/test_grading.py"],
    "documents": ["tests/documents"],
    "worked": ["tests/documents", "tests/test_worked_examples.py", "tests/cli/test_commands.py"],
    "calls": ["tests/calls", "tests/cli/test_shapes.py"],
    "checking": [
        "tests/checking",
        "tests/documents/test_errata.py",
        "tests/cli/test_check.py",
        "tests/cli/test_plant.py",
    ],
    "handout": ["tests/handout", "tests/cli/test_handout.py", "tests/documents/test_sheets.py"],
    "marking": ["tests/marking"],
    "cli": ["tests/cli"],
}
