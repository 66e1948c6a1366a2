"""Whose is it? What a submission says of its writer, and what it is called, against the list of the class.

In this order of trust: the number of a sheet, in any spelling and the nearest one for a mistyped; an id; an
e-mail address; a whole name; the name of a folder. A bare number in the name of a file is an id only where
nothing else says anything, for weeks, attempts and systems have numbers, too. Where a sheet's number, ids
and names belong to different students, nobody earns by it: the teacher decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from tutor.handout.exercise import Sheet
from tutor.handout.roster import Student, same_id
from tutor.handout.sheets.sheet_number import differs_little, find_sheet_id, is_sheet_id, plain_sheet_id
from tutor.language.faults import Fault
from tutor.marking import remarks as odd
from tutor.marking.submissions.submission import Submission
from tutor.record import NamedTuple, record

# How much of a sheet's number has to be right where it is mistyped.
_NEARLY = 0.7
# From so many digits on a number beside a name is meant for an id; a shorter one may count anything.
_LONG = 6
# A shorter number is not taken for an id without anything that says so.
_SHORT = 3
# A title says whose work it is only if hardly anything else stands in it.
_MOST_WORDS = 3
_LONGEST_NAME = 6

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
# Runs of letters and digits; letters of one script by themselves, so that 20230003박지우 is two.
_WORD = re.compile(r"[가-힣]+|[^\W_가-힣]+")
# What course systems write into names: numbers of their own, which are nobody's id.
_OF_SYSTEMS = (
    re.compile(r"_\d+_assignsubmission_[a-z]+(?:_.*)?$"),
    re.compile(r"^(?P<keep>[^\W\d_]+)(?:_LATE)?_\d+_\d+(?:_.*)?$"),
    re.compile(r"^Participant_\d+"),
)
_ATTEMPT = re.compile(r"_(?P<login>[^_]+)_attempt_\d{4}-\d\d-\d\d")
# What stands behind a name where a file was copied or handed in again.
_AGAIN = re.compile(
    r"(?:[\s_-]*(?:\(\d+\)|copy|late|final|v\d+|제출|최종|복사본))+$|^(?:copy of|사본)\s+", re.IGNORECASE
)
# Names that say nothing of whose a file is, where everybody is welcome.
_NOBODY = frozenset((
    "answer", "answers", "work", "submission", "submissions", "solution", "sheet", "homework", "답안",
    "과제", "제출",
))  # fmt: skip


@record(slots=True)
class Owned:
    """Whose something is; of nobody known where ``student`` is None.

    ``parties`` are those who contend for it.
    """

    student: Student | None
    remarks: tuple[Fault, ...] = ()
    parties: tuple[Student, ...] = ()


class _Found(NamedTuple):
    """Who is mentioned in a text.

    ``surely`` by an id, an address or a whole name; ``wholly`` by a short number that is all of the name of
    a file; ``barely`` by a bare number among other words; ``shared`` by a name that several have.
    """

    surely: tuple[Student, ...] = ()
    wholly: tuple[Student, ...] = ()
    barely: tuple[Student, ...] = ()
    shared: tuple[tuple[Student, ...], ...] = ()
    by_name: bool = False


_NOTHING = _Found()
# Where a text stands: in a cell or on a line that asks who; on a line of its own; in the name of a file or
# folder.
Place = Literal["cell", "line", "file"]
_MOST_KNOWN = 1 << 16


class Owners:
    """Finds whose submissions are.

    Args:
        students: the class.
        sheets: the sheet of each, by :func:`~tutor.handout.roster.same_id` of the id.
        is_open: whether there is no list, so that whoever hands in is in the class.
    """

    def __init__(self, students: Sequence[Student], sheets: Mapping[str, Sheet], *, is_open: bool) -> None:
        self._is_open = is_open
        self._sheets = sheets
        self._by_id = {same_id(each.id): each for each in students}
        self._by_sheet = {
            plain_sheet_id(sheet.sheet).sheet: self._by_id[student]
            for student, sheet in sheets.items()
            if sheet.sheet and student in self._by_id
        }
        # A spreadsheet makes 3 of an id such as 0003.
        self._by_number = _only_ones(
            (number, each) for key, each in self._by_id.items() if (number := _number(key))
        )
        self._by_email = _only_ones((each.email.casefold(), each) for each in students if each.email)
        self._by_words: dict[tuple[str, ...], Student] = {}
        for each in students:
            if len(words := _words(each.id)) and "@" not in each.id:
                self._by_words.setdefault(words, each)
        self._longest_id = max((len(words) for words in self._by_words), default=0)
        self._by_name: dict[str, list[Student]] = {}
        for each in students:
            for spelling in set(_spellings(each.name)):
                self._by_name.setdefault(spelling, []).append(each)
        self._known: dict[tuple[str, Place], _Found] = {}

    def known(self, text: str) -> Student | None:
        """Find a student by an id, with or without zeros before it.

        By an address or by a name of only one.
        """
        key = same_id(text)
        found = self._by_id.get(key) or self._by_number.get(_number(key)) or self._by_email.get(key)
        if found is not None:
            return found
        named = self._by_name.get("".join(_words(text)), ())
        return named[0] if len(named) == 1 else None

    def owner(self, submission: Submission) -> Owned:
        """Say whose a submission is, and what is odd about that."""
        if submission.student and not (
            submission.sheet or submission.name or submission.email or submission.stem
        ):
            # A row of a class's table that has an id and nothing else.
            student = self._by_id.get(same_id(submission.student))
            if student is not None:
                return Owned(student)
        return self._decided(submission)

    # What is said, and what a file is called

    def _decided(self, submission: Submission) -> Owned:
        said = [each for each in (submission.student, submission.name, submission.email) if each]
        inside = [self._of_cell(each) for each in said]
        inside += [
            found for each in submission.head if _tells((found := self._mentioned(each, "line")), each)
        ]
        *names, top = submission.stem or ("",)
        outside = [self._of_file(each) for each in names] if names else [self._of_file(top)]
        sheet, remarks, stops = self._sheet(submission, [*inside, *outside])
        # A number never outranks a name.
        named = any(found.by_name and found.surely for found in outside)
        surely = _distinct(
            [
                *([sheet] if sheet is not None else []),
                *(student for found in (*inside, *outside) for student in found.surely),
                *(student for found in outside if not named for student in found.wholly),
            ]
        )
        if len(surely) > 1:
            return Owned(None, (odd.contended(submission, surely),), tuple(surely))
        if surely:
            owner = surely[0]
            by_file = sheet is None and not any(found.surely for found in inside)
            if by_file and any(found.by_name for found in outside):
                remarks.append(odd.by_file(submission, owner))
            elif not by_file and (other := self._unlike(said, owner)):
                remarks.append(odd.other_name(submission, owner, other))
            return Owned(owner, (*remarks, *stops))
        if self._is_open:
            return self._newcomer(submission, (*remarks, *stops))
        student = self._by_elimination([*inside, *outside])
        if student is None and not said:
            bare = _distinct(s for found in outside for s in found.barely)
            student = bare[0] if len(bare) == 1 else None
            if student is None and names and not any(found != _NOTHING for found in outside):
                student = next(iter(self._of_file(top).surely), None)
        if student is not None:
            return Owned(student, (*remarks, odd.by_file(submission, student), *stops))
        return Owned(None, (*remarks, *stops, odd.unknown(submission, said[0] if said else "")))

    def _sheet(
        self, submission: Submission, others: Sequence[_Found]
    ) -> tuple[Student | None, list[Fault], tuple[Fault, ...]]:
        """Find who has the sheet that is named, or nearly named; and what is to be said of the number."""
        if not self._by_sheet:
            return None, [], ()
        if not submission.sheet:
            for name in submission.stem:
                number = find_sheet_id(name.replace("_", "-").strip("-")) or find_sheet_id(name)
                if number is not None and number.sheet in self._by_sheet:
                    return self._by_sheet[number.sheet], [], ()
            return None, [], ()
        number_ = plain_sheet_id(submission.sheet).sheet
        holder = self._by_sheet.get(number_)
        if holder is not None:
            return holder, [], ()
        if not is_sheet_id(number_):
            near = [student for known, student in self._by_sheet.items() if differs_little(number_, known)]
            named = [s for found in others for s in found.surely]
            if len(near) != 1:
                near = [s for s in _distinct(named) if self._is_mistyped(number_, s)]
            if len(near) == 1:
                own = self._sheets[same_id(near[0].id)].sheet
                return near[0], [odd.mistyped_sheet(submission, own)], ()
        return None, [], (odd.strange_sheet(submission),)

    def _is_mistyped(self, number: str, student: Student) -> bool:
        """Whether a number that nobody has is nearly a student's."""
        own = self._sheets.get(same_id(student.id))
        return (
            own is not None
            and SequenceMatcher(None, number, plain_sheet_id(own.sheet).sheet).ratio() >= _NEARLY
        )

    def _of_cell(self, text: str) -> _Found:
        """Read what was written where it is asked who: an id with or without its zeros, or anything else."""
        key = same_id(text)
        student = self._by_id.get(key) or self._by_number.get(_number(key))
        if student is not None:
            return _Found((student,))
        return self._mentioned(text, "cell")

    def _of_file(self, text: str) -> _Found:
        """Read the name of a file or folder."""
        student = self._by_id.get(same_id(text))
        return self._mentioned(text, "file") if student is None else _by_whole(text, student)

    def _unlike(self, said: Sequence[str], student: Student) -> str:
        """Find a name that is nobody's, and unlike that of the student who was found by something else."""
        own = set(_words(student.name)) | set(_words(student.id)) | set(_words(student.email))
        if not student.name:
            # Without a name to compare, only what has digits is told from one.
            said = [each for each in said if any(map(str.isdigit, each))]
        return next(
            (each for each in said if self.known(each) is not student and own.isdisjoint(_words(each))), ""
        )

    def _by_elimination(self, found: Sequence[_Found]) -> Student | None:
        """Of several with one name, find the one whom a bare number means as well."""
        bare = {each.id for one in found for each in one.barely}
        both = _distinct(s for one in found for group in one.shared for s in group if s.id in bare)
        return both[0] if len(both) == 1 else None

    def _newcomer(self, submission: Submission, remarks: tuple[Fault, ...]) -> Owned:
        """Take whoever hands in for a student, where there is no list of them."""
        said = next((each for each in (submission.student, submission.email, submission.name) if each), "")
        if not said:
            telling = [part for part in submission.stem if part.casefold() not in _NOBODY]
            said = (telling or submission.stem or ("",))[0]
        if not said:
            return Owned(None, (*remarks, odd.unknown(submission, "")))
        return Owned(Student(said, submission.name if said != submission.name else ""), remarks)

    # Reading a text

    def _mentioned(self, text: str, place: Place) -> _Found:
        known = (text, place)
        if known not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[known] = self._look(text, place)
        return self._known[known]

    def _look(self, text: str, place: Place) -> _Found:
        surely: list[Student] = []
        barely: list[Student] = []
        shared: list[tuple[Student, ...]] = []
        text = unicodedata.normalize("NFKC", text)
        for found in _EMAIL.finditer(text):
            student = self._of_address(found[0])
            if student is not None:
                surely.append(student)
        text = _EMAIL.sub(" ", text)
        if place == "file":
            if (attempt := _ATTEMPT.search(text)) is not None:
                student = self._by_id.get(same_id(attempt["login"]))
                return _Found((student,)) if student is not None else _NOTHING
            again = _AGAIN.sub("", text)
            student = self._by_id.get(same_id(again))
            if student is not None:
                return _by_whole(again, student)
            for form in _OF_SYSTEMS:
                text = form.sub(lambda found: found.groupdict().get("keep") or " ", text)
        words = _words(text)
        # Whole names first: what belongs to one is no id.
        used = [False] * len(words)
        by_name = False
        for begin, end in _stretches(len(words), _LONGEST_NAME):
            students = self._by_name.get("".join(words[begin:end]))
            if students and not any(used[begin:end]) and not all(map(str.isdecimal, words[begin:end])):
                used[begin:end] = [True] * (end - begin)
                by_name = True
                if len(students) == 1:
                    surely.append(students[0])
                else:
                    shared.append(tuple(students))
        for begin, end in _stretches(len(words), self._longest_id):
            student = self._by_words.get(words[begin:end])
            if student is None or any(used[begin:end]):
                continue
            used[begin:end] = [True] * (end - begin)
            digits = "".join(words[begin:end])
            if digits.isdecimal() and len(digits) < (_SHORT if place == "cell" else _LONG):
                if len(digits) >= _SHORT:
                    barely.append(student)
            elif len(digits) > 1:
                surely.append(student)
        # Who is meant by one of several with a name, the id beside it says.
        shared = [group for group in shared if not any(each in surely for each in group)]
        return _Found(tuple(_distinct(surely)), (), tuple(_distinct(barely)), tuple(shared), by_name)

    def _of_address(self, address: str) -> Student | None:
        """Find who has an address; in the name of a file something may stand before it."""
        whole = address.casefold()
        while True:
            student = self._by_email.get(whole) or self._by_id.get(whole)
            if student is not None or not (cut := re.match(r"[^_\-@]*[_\-]", whole)):
                return student
            whole = whole[cut.end() :]


def _by_whole(text: str, student: Student) -> _Found:
    """Take the whole name of a file for an id; a short number yields to a name."""
    is_bare = text.isdecimal() and len(text) < _LONG
    return _Found(wholly=(student,)) if is_bare else _Found((student,))


def _tells(found: _Found, line: str) -> bool:
    """Whether a line that nobody asked for is a title with a name, and not a sentence that mentions one."""
    if not (found.surely or found.shared):
        return False
    words = len(_words(_EMAIL.sub(" ", line)))
    return words <= _MOST_WORDS + 3 * len(found.surely) and len(found.surely) < 4


def _only_ones(pairs: Iterable[tuple[str, Student]]) -> dict[str, Student]:
    """Keep what only one student has."""
    found: dict[str, list[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, []).append(student)
    return {key: students[0] for key, students in found.items() if len(students) == 1}


def _distinct(students: Iterable[Student]) -> list[Student]:
    return list({each.id: each for each in students}.values())


def _number(key: str) -> str:
    return key.lstrip("0") if key.isdecimal() else ""


def _words(text: str) -> tuple[str, ...]:
    """Take a text apart into words, whatever stands between them, accents and capitals left out.

    >>> _words("García, José"), _words("20230003박지우"), _words("kim_minsu-hw")
    (('garcia', 'jose'), ('20230003', '박지우'), ('kim', 'minsu', 'hw'))
    """
    if text.isascii():
        return tuple(_WORD.findall(text.casefold()))
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(_WORD.findall(unicodedata.normalize("NFC", plain).casefold()))


def _spellings(name: str) -> Iterator[str]:
    """Spell a name without spaces, with every part of it at the beginning: Minsu Kim is kimminsu, too.

    >>> sorted(set(_spellings("de la Cruz, Ana")))
    ['anadelacruz', 'cruzanadela', 'delacruzana', 'lacruzanade']
    """
    words = _words(name)
    if len("".join(words)) < 2:
        return
    if len(words) == 1 and re.fullmatch("[가-힣]{3,4}", words[0]):
        # A Korean family name may stand behind, where a form asks for it by itself.
        words = (words[0][:1], words[0][1:])
    for first in range(len(words)):
        yield "".join((*words[first:], *words[:first]))


def _stretches(count: int, longest: int) -> Iterator[tuple[int, int]]:
    """Give the stretches of words, the longest first."""
    for length in range(min(longest, count), 0, -1):
        for begin in range(count - length + 1):
            yield begin, begin + length
