"""Files in = files accounted for: sixty layouts of what classes hand in, each piece somebody's, litter or asked about."""

import pytest

from tests.marking.layouts import layouts, write
from tutor import Problem
from tutor.files.csv_text import decoded
from tutor.handout.exercise import Exercise, Sheet
from tutor.handout.roster import roster_of, same_id
from tutor.handout.sheets.sheet_number import sheet_id
from tutor.judging.answers.lines import Lines
from tutor.marking.grading import Class, piles_of
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions

SPEC = {
    "sentence": "i am here", "vocabulary": ["i", "am", "here"],
    "cell": {"weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
             "bias": [0.1, -0.2]},
}  # fmt: skip
PROBLEM = Problem.from_dict(SPEC)
LINES = Lines(PROBLEM)
NAMES = [name for name in LINES.names if name[0] == "h"]
HEADINGS = Headings(NAMES)


def answers(student):
    """Answers that differ from student to student, so that only copies are equal."""
    number = sum(student.encode()) % 997
    return {name: f"0.{(number + 31 * at) % 1000:03d}" for at, name in enumerate(NAMES)}


def number_of(student):
    return sheet_id("layouts", student)


LAYOUTS = list(layouts(answers, number_of))


def accounted(layout, folder):
    """Whose every piece is, by its key as the layouts write it: a student, several, unknown, litter."""
    write(layout, folder)
    roster = roster_of(decoded(layout.roster_csv))
    sheets = {
        each.id: Sheet(number_of(each.id), SPEC, tuple(NAMES), each.name, each.email) for each in roster
    }
    exercise = Exercise("layouts", sheets) if layout.needs_sheet else PROBLEM
    found = piles_of(Class(exercise, roster), read_submissions([folder], HEADINGS))
    owners = {}
    for pile in found.piles:
        for each in pile.submissions:
            owners.setdefault(key_of(each.source, folder), []).append(pile.student.id)
    for each in found.lost:
        who = "contradiction" if each.parties else "unknown"
        owners.setdefault(key_of(each.submission.source, folder), []).append(who)
        if each.parties:
            for party in each.parties:
                pile = next(pile for pile in found.piles if same_id(pile.student.id) == same_id(party.id))
                assert pile.contended and each.faults[0] in pile.remarks
    for each in found.litter:
        owners.setdefault(key_of(each.source, folder), []).append("litter")
    return owners, found


def key_of(source, folder):
    """The key of a layout for where something stands: members stand behind a !, rows are counted below the heading."""
    inside = source.removeprefix(f"{folder}/").replace(".zip/", ".zip!")
    file, colon, row = inside.rpartition(":")
    if not (colon and row.isdecimal()):
        return inside
    return f"{file}#{int(row) - (not file.endswith('.json'))}"


def found_for(key, owners):
    """What was found for a key: for the piece itself, for the only row of a table, for the archive as a whole."""
    for one in (key, f"{key}#1", key.removesuffix("#1"), key.partition("!")[0]):
        if one in owners:
            return owners[one]
    return ["litter"]  # a row without a cell in it


@pytest.mark.parametrize("layout", LAYOUTS, ids=[each.name for each in LAYOUTS])
def test_everything_is_accounted_for_and_nothing_is_a_wrong_students(layout, tmp_path):
    owners, _ = accounted(layout, tmp_path)
    for key, truth in layout.truth.items():
        if key in FIRST_ROWS.get(layout.name, (key,)):
            allowed = {truth} if truth in layout.ids else set(truth.split(" | "))
            assert set(found_for(key, owners)) <= allowed, (key, truth)


# Of a long table the rows of one student are one submission, which stands at the first.
FIRST_ROWS = {"long-csv": ("answers.csv#1", "answers.csv#7", "answers.csv#13", "answers.csv#19")}


def test_so_many_are_accounted_for():
    """The layouts hold three hundred pieces of work in sixty forms; see the test above for whose each is."""
    work = [who for layout in LAYOUTS for who in layout.truth.values() if who != "litter"]
    assert len(LAYOUTS) >= 60 and len(work) >= 300


def test_copies_count_once_and_paper_is_listed(tmp_path):
    for layout in LAYOUTS:
        folder = tmp_path / layout.name
        folder.mkdir()
        _, found = accounted(layout, folder)
        of = {pile.student.id: pile for pile in found.piles}
        for student, keys in layout.extra["identical"].items():
            assert len([each for each in of[student].submissions if each.kind == "answers"]) == len(keys)
        for key in layout.extra["paper"]:
            (piece,) = [
                each for each in [*(s for pile in found.piles for s in pile.submissions), *(lost.submission for lost in found.lost)]
                if key_of(each.source, folder) == key
            ]  # fmt: skip
            assert piece.kind == "paper"
