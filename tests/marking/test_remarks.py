"""What a teacher is told of who handed something in."""

from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.marking import remarks
from tutor.marking.submissions.submission import Submission


def told(said):
    return message(remarks.unknown(Submission((), (), "sheets/a.csv"), said), Language("en"))


def test_of_a_long_name_forty_letters_are_told():
    assert "n" * 40 in told("n" * 90)
    assert "n" * 41 not in told("n" * 90)
    assert told("n" * 40) == told("n" * 41)
    assert told("n" * 39) != told("n" * 40)


def test_a_file_without_a_name_is_asked_whose_it_is():
    assert "sheets/a.csv" in told("")
