"""The tests nearest to a room: of its own folder what is fast, and the files of others that are about it."""

NEAREST = {
    "language": ["tests/language"],
    "files": ["tests/files", "tests/cli/test_files.py", "tests/marking/test_submissions.py"],
    "calculation": [
        "tests/calculation/test_trace.py",
        "tests/calculation/test_refusals.py",
        "tests/calculation/test_ties.py",
        "tests/calculation/test_enclosures.py",
        "tests/calculation/test_backward.py",
        "tests/calculation/test_numerals.py",
        "tests/calculation/test_table.py",
    ],
    "weights": ["tests/weights"],
    "spec": ["tests/spec"],
    "reading": ["tests/reading", "tests/checking/test_odd_texts.py", "tests/checking/test_prose.py"],
    "binding": ["tests/binding", "tests/checking/test_odd_texts.py", "tests/checking/test_bias_names.py"],
    "mistakes": ["tests/mistakes", "tests/judging/test_judge.py"],
    "judging": [
        "tests/judging/test_judge.py",
        "tests/judging/test_answers.py",
        "tests/checking/test_wording.py",
        "tests/checking/test_survivors.py",
    ],
    "documents": [
        "tests/documents/test_notation.py",
        "tests/documents/test_pages.py",
        "tests/documents/test_html.py",
        "tests/documents/test_picture.py",
        "tests/documents/test_sheets.py",
    ],
    "worked": [
        "tests/documents/test_pages.py",
        "tests/test_worked_examples.py",
        "tests/cli/test_commands.py",
    ],
    "calls": ["tests/calls/test_confusions.py", "tests/calls/test_quoted.py", "tests/cli/test_shapes.py"],
    "checking": [
        "tests/checking/test_repair.py",
        "tests/documents/test_errata.py",
        "tests/cli/test_check.py",
        "tests/cli/test_plant.py",
    ],
    "handout": ["tests/handout/test_blanks.py", "tests/documents/test_sheets.py"],
    "marking": [
        "tests/marking/test_marks_form.py",
        "tests/marking/test_grading.py",
        "tests/marking/test_marking_table.py",
        "tests/marking/test_submissions.py",
    ],
    "cli": [
        "tests/cli/test_usage.py",
        "tests/cli/test_refusals.py",
        "tests/cli/test_typing.py",
        "tests/cli/test_commands.py",
    ],
}
