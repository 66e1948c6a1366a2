"""A class: submissions find their students, students their problems, and every answer its mark.

    submissions ─ whose? ─→ one a student ─ marker of the sheet ─→ Graded ─ decisions of the teacher ─→ Graded

Nobody is lost: whoever is on the roster, in the exercise or has handed something in is in the result, in this
order; what cannot be graded is left to the teacher, entry by entry, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from fractions import Fraction

from tutor.calculation.problem import Problem
from tutor.handout.exercise import Exercise, Sheet
from tutor.handout.roster import Student, is_usable, same_id
from tutor.handout.sheet_number import is_sheet_id, plain_sheet_id
from tutor.judging.lines import Lines
from tutor.language.faults import Fault, TutorError
from tutor.marking import marking_messages as says
from tutor.marking import remarks as odd
from tutor.marking.given_answers import givens
from tutor.marking.marking import Marker
from tutor.marking.marks import Marked
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.submission import Submission

# How much of a sheet's number has to be right where it is mistyped.
_NEARLY = 0.7

# Names that say nothing of whose a file is.
_NOBODY = frozenset(
    (
        "answer",
        "answers",
        "work",
        "submission",
        "submissions",
        "solution",
        "sheet",
        "homework",
        "답안",
        "과제",
        "제출",
    )
)


@dataclass(frozen=True, slots=True)
class Task:
    """What one student had to do: the problem, and which entries were asked for."""

    problem: Problem
    asked: tuple[str, ...]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """One student's result; ``handed_in`` says whether there was anything, ``remarks`` what to know of it."""

    student: Student
    sheet: str
    marked: Marked
    source: str = ""
    handed_in: bool = True
    remarks: tuple[Fault, ...] = ()
    task: Task | None = None


class Class:
    """Who is in the class, and which sheet each has.

    Args:
        roster: the students, where there is a list of them.
        exercise: what was handed out, or the problem that everybody did.
    """

    def __init__(self, exercise: Exercise | Problem, roster: Sequence[Student] = ()) -> None:
        self.exercise = exercise
        sheets: Mapping[str, Sheet] = exercise.sheets if isinstance(exercise, Exercise) else {}
        self.has_list = bool(roster or sheets)
        listed = {same_id(each.id): each for each in roster}
        for student, sheet in sheets.items():
            listed.setdefault(same_id(student), Student(student, sheet.name, sheet.email, sheet.language))
        self.students = list(listed.values())
        self.sheets = {same_id(student): sheet for student, sheet in sheets.items()}
        self._by_id = listed
        self._by_sheet = {
            plain_sheet_id(sheet.sheet).sheet: self._by_id[same_id(s)]
            for s, sheet in sheets.items()
            if sheet.sheet
        }
        self._by_name = _only_ones((same_id(each.name), each) for each in self.students if each.name)
        # A spreadsheet makes 3 of an id such as 0003.
        self._by_number = _only_ones(
            (number, each) for key, each in listed.items() if (number := _number(key))
        )

    def known(self, text: str) -> Student | None:
        """Find a student by the id, with or without zeros before it, else by a name that only one has."""
        key = same_id(text)
        return self._by_id.get(key) or self._by_name.get(key) or self._by_number.get(_number(key))

    def owner(self, submission: Submission) -> tuple[Student | None, tuple[Fault, ...]]:
        """Say whose a submission is, and what is odd about that: by its sheet, its name, or its file's."""
        named = next(filter(None, map(self.known, filter(None, (submission.student, submission.name)))), None)
        if submission.sheet and self.sheets:
            number = plain_sheet_id(submission.sheet).sheet
            holder = self._by_sheet.get(number)
            if holder is None:
                whose = named or self._by_file(submission)
                if whose is not None and self._is_mistyped(number, whose):
                    return whose, (odd.mistyped_sheet(submission, self.sheets[same_id(whose.id)].sheet),)
                return whose, (odd.strange_sheet(submission),)
            other = next(
                (who for who in (submission.student, submission.name) if self._is_other(who, holder)), ""
            )
            return holder, (odd.other_name(submission, holder, other),) if other else ()
        if named is not None:
            return named, ()
        if submission.student:
            if not is_usable(submission.student):
                return None, (odd.unusable(submission),)
            new = Student(submission.student)
            return new, (odd.not_listed(submission, submission.student),) if self.has_list else ()
        return self._by_file(submission), ()

    def _is_other(self, text: str, holder: Student) -> bool:
        """Whether a text is not the holder's; of unknown ones only an id tells, with its digits."""
        known = self.known(text) if text else holder
        is_part = bool(holder.name) and same_id(text) in same_id(holder.name)
        is_telling = known is not None or bool(holder.name) or any(map(str.isdigit, text))
        return known is not holder and is_telling and not (known is None and is_part)

    def _is_mistyped(self, number: str, student: Student) -> bool:
        """Whether a number that nobody has is nearly a student's, and not that of another sheet."""
        own = self.sheets.get(same_id(student.id))
        return (
            own is not None
            and not is_sheet_id(number)
            and SequenceMatcher(None, number, plain_sheet_id(own.sheet).sheet).ratio() >= _NEARLY
        )

    def _by_file(self, submission: Submission) -> Student | None:
        """Take the name of the file, or a part of it, or of its folder, for the student's."""
        for part in submission.stem:
            if (found := self.known(part)) is not None:
                return found
            pieces = [piece for sign in ("_", "-", " ") for piece in part.split(sign)]
            matches = {
                id(found): found for piece in pieces if piece and (found := self.known(piece)) is not None
            }
            if len(matches) == 1:
                return next(iter(matches.values()))
        if self.has_list:
            return None
        usable = [part for part in submission.stem if is_usable(part)]
        telling = [part for part in usable if part.casefold() not in _NOBODY]
        return Student((telling or usable)[0]) if usable else None


def _only_ones(pairs: Iterable[tuple[str, Student]]) -> dict[str, Student]:
    """Keep what only one student has."""
    found: dict[str, list[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, []).append(student)
    return {key: students[0] for key, students in found.items() if len(students) == 1}


def _number(key: str) -> str:
    return key.lstrip("0") if key.isdecimal() else ""


@dataclass
class Pile:
    """What belongs to one student: the sheet, and what was handed in for it."""

    student: Student
    sheet: Sheet | None = None
    submissions: list[Submission] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """The whole class, and the submissions that are nobody's; ``used`` counts those that could be read."""

    graded: tuple[Graded, ...]
    nobodys: tuple[tuple[Submission, tuple[Fault, ...]], ...]
    used: int


@dataclass(frozen=True)
class Settings:
    """How answers are marked.

    ``common`` is what everybody did, where it is the same for all; ``blanks`` are what was asked for, where
    the sheets do not say; ``explain``: whether mistakes are named, and what should stand there is told.
    """

    scheme: Scheme
    common: Task | None = None
    blanks: tuple[str, ...] | None = None
    decimal_comma: bool = False
    explain: bool = True


def piles_of(
    room: Class, submissions: Iterable[Submission]
) -> tuple[list[Pile], list[tuple[Submission, tuple[Fault, ...]]], int]:
    """Sort submissions: everybody's pile, what is nobody's, and how many could be read."""
    piles = {same_id(each.id): Pile(each, room.sheets.get(same_id(each.id))) for each in room.students}
    nobodys, used = [], 0
    for submission in submissions:
        student, faults = room.owner(submission)
        used += not submission.refused
        if student is None:
            nobodys.append((submission, faults))
            continue
        pile = piles.get(same_id(student.id))
        if pile is None:
            pile = piles[same_id(student.id)] = Pile(student)
        # An empty row of a class's table is nothing that was handed in, nor is a sheet left as it was.
        if submission.names and not any(text.strip() for text in submission.texts):
            continue
        pile.submissions.append(submission)
        pile.remarks += faults
    return list(piles.values()), nobodys, used


def asked_of(piles: Iterable[Pile], problem: Problem) -> tuple[str, ...]:
    """Say what was asked where nobody says it: whatever anybody has answered."""
    lines = Lines(problem)
    together: dict[str, None] = {}
    seen: set[tuple[str, ...]] = set()
    for pile in piles:
        for submission in pile.submissions:
            if submission.names not in seen:
                seen.add(submission.names)
                together.update(dict.fromkeys(submission.names))
    vectors = {line.name(): [line.name(i + 1) for i in range(line.size)] for line in lines.lines}
    for given in givens(problem):
        vectors[given.name()] = [given.name(at) for at in range(1, len(given.key) + 1)]
    known = {name for names in vectors.values() for name in names}
    asked: dict[str, None] = {}
    for name in together:
        asked.update(dict.fromkeys([name] if name in known else vectors.get(name, ())))
    return tuple(asked)


def mark_piles(settings: Settings, piles: Iterable[Pile]) -> Iterator[Graded]:
    """Mark what belongs to each student; whatever fails is left to the teacher."""
    desk = _Desk(settings)
    yield from map(desk.graded, piles)


class _Desk:
    """Marks pile after pile; the marker of a problem that all have is made once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._common = self._marker(settings.common) if settings.common is not None else None

    def _marker(self, task: Task) -> Marker:
        settings = self.settings
        return Marker(
            task.problem,
            settings.scheme,
            task.asked,
            decimal_comma=settings.decimal_comma,
            explain=settings.explain,
        )

    def graded(self, pile: Pile) -> Graded:
        student, sheet = pile.student, pile.sheet
        number = sheet.sheet if sheet is not None else ""
        try:
            marker = self._common or self._of_sheet(sheet)
        except TutorError as error:
            empty = Marked((), Fraction(0), Fraction(0))
            return Graded(student, number, empty, "", bool(pile.submissions), (*pile.remarks, *error.faults))
        common = self.settings.common
        task = common if marker is self._common else Task(marker.lines.problem, marker.names, number)
        good = _merged([each for each in pile.submissions if not each.refused])
        remarks = (*pile.remarks, *(fault for each in pile.submissions for fault in each.faults))
        source = ", ".join(each.source for each in pile.submissions)
        if not good:
            handed_in = bool(pile.submissions)
            marked = marker.review("unreadable") if handed_in else marker.mark((), ())
            return Graded(student, number, marked, source, handed_in, remarks, task)
        only = good[0]
        stops = [fault for fault in remarks if fault.severity == "error"]
        if len(good) > 1:
            return Graded(
                student,
                number,
                marker.review("twice"),
                source,
                True,
                (*remarks, odd.twice(student, good)),
                task,
            )
        if stops:
            return Graded(student, number, marker.review("sheet", only.answers), source, True, remarks, task)
        if only.is_key or plain_sheet_id(only.sheet).is_key:
            remarks = (*remarks, odd.is_key(only))
        try:
            marked = marker.mark(only.names, only.texts)
        except Exception as error:  # one submission never stops the class
            fault = odd.own_fault(only, error)
            return Graded(
                student, number, marker.review("fault", only.answers), source, True, (*remarks, fault), task
            )
        return Graded(student, number, marked, source, True, remarks, task)

    def _of_sheet(self, sheet: Sheet | None) -> Marker:
        if sheet is None:
            raise TutorError(says.THE_EXERCISE_HAS_NO_SHEET_FOR_THIS_STUDENT())
        blanks = self.settings.blanks if self.settings.blanks is not None else sheet.blanks
        return self._marker(Task(sheet.problem(), blanks))


def _merged(submissions: list[Submission]) -> list[Submission]:
    """Put parts of one file together that answer different things, as two sheets of a workbook do."""
    merged: list[Submission] = []
    for each in submissions:
        last = merged[-1] if merged else None
        if last is not None and last.source == each.source and not set(last.names) & set(each.names):
            merged[-1] = replace(
                last,
                names=last.names + each.names,
                texts=last.texts + each.texts,
                is_key=last.is_key or each.is_key,
            )
        else:
            merged.append(each)
    return merged
