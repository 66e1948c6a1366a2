"""A class: submissions find their students, students their problems, and every answer its mark.

    submissions ─ whose? ─→ one a student ─ marker of the sheet ─→ Graded ─ decisions of the teacher ─→ Graded

Nobody is lost: whoever is on the roster, in the exercise or has handed something in is in the result, in
this order; what cannot be graded is left to the teacher, entry by entry, with the reason. Nor is a file:
whatever was given is somebody's, or nothing that anybody hands in, or it is asked whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from tutor.calculation.problem import Problem
from tutor.handout.exercise import Exercise, Sheet, is_of_a_page
from tutor.handout.roster import Student, same_id
from tutor.handout.sheets.sheet_number import plain_sheet_id
from tutor.judging.answers.backward_lines import lines_asked
from tutor.language.faults import Fault, TutorError
from tutor.marking import marking_messages as says
from tutor.marking import remarks as odd
from tutor.marking.attempts import Attempts, latest, merged, without_copies
from tutor.marking.given_answers import givens
from tutor.marking.marking import Marker
from tutor.marking.marks import Marked
from tutor.marking.owners import Owned, Owners
from tutor.marking.practised import drilled, without_shown
from tutor.marking.prices import Prices
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.submission import Submission
from tutor.record import field, record, replace


@record(slots=True)
class Task:
    """What one student had to do: the problem, and which entries were asked for."""

    problem: Problem
    asked: tuple[str, ...]
    sheet: str = ""


# Whether there was anything: answers or something that could not be read; photos or scans; nothing.
HandedIn = Literal["yes", "paper", "no"]


@record(slots=True)
class Graded:
    """One student's result; ``came`` says whether there was anything, ``remarks`` what to know of it."""

    student: Student
    sheet: str
    marked: Marked
    source: str = ""
    came: HandedIn = "yes"
    remarks: tuple[Fault, ...] = ()
    task: Task | None = None

    @property
    def handed_in(self) -> bool:
        """Whether anything was handed in, on paper too."""
        return self.came != "no"

    @property
    def has_points(self) -> bool:
        """Whether there are points: what was handed in earns them, if none; or a teacher gave some."""
        if self.came == "yes" or self.marked.is_decided:
            return True
        return any(mark.is_decided for mark in self.marked.marks)


class Class:
    """Who is in the class, and which sheet each has.

    The sheets of a practice page are nobody's: whoever hands one in has done that one, and others may have
    done it, too.

    Args:
        roster: the students, where there is a list of them.
        exercise: what was handed out, or the problem that everybody did.
    """

    def __init__(self, exercise: Exercise | Problem, roster: Sequence[Student] = ()) -> None:
        self.exercise = exercise
        sheets: Mapping[str, Sheet] = exercise.sheets if isinstance(exercise, Exercise) else {}
        self.is_of_a_page = isinstance(exercise, Exercise) and is_of_a_page(exercise)
        self._of_nobody = {plain_sheet_id(each.sheet).sheet: each for each in sheets.values()}
        if self.is_of_a_page:
            sheets = {}
        listed = {same_id(each.id): each for each in roster}
        for student, sheet in sheets.items():
            listed.setdefault(same_id(student), Student(student, sheet.name, sheet.email, sheet.language))
        self.students = list(listed.values())
        self.sheets = {same_id(student): sheet for student, sheet in sheets.items()}
        self._owners = Owners(self.students, self.sheets, is_open=not listed)

    def known(self, text: str) -> Student | None:
        """Find a student by the id, with or without zeros before it, an address, or a name of only one."""
        return self._owners.known(text)

    def sheet_of(self, student: Student, submission: Submission) -> tuple[str, Sheet | None]:
        """Give the sheet that a student did, and what tells it from others that the same one did."""
        if not self.is_of_a_page:
            return "", self.sheets.get(same_id(student.id))
        number = plain_sheet_id(submission.sheet).sheet
        return f"{number} {submission.drill}".strip(), self._of_nobody.get(number)

    def owner(self, submission: Submission) -> Owned:
        """Say whose a submission is, and what is odd about that."""
        return self._owners.owner(submission)


@record(frozen=False)
class Pile:
    """What belongs to one student: the sheet, what was handed in for it, what another contends for."""

    student: Student
    sheet: Sheet | None = None
    submissions: list[Submission] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    contended: bool = False


@record()
class Lost:
    """A submission of which nobody knows whose it is, why, and who contends for it."""

    submission: Submission
    faults: tuple[Fault, ...]
    parties: tuple[Student, ...] = ()


@record()
class Sorted:
    """Submissions by whose they are: everybody's pile, what nobody knows, and what nobody handed in.

    ``used`` counts those that could be read.
    """

    piles: tuple[Pile, ...]
    lost: tuple[Lost, ...]
    litter: tuple[Submission, ...]
    used: int


@record()
class Result:
    """The whole class, and the submissions that are nobody's, or that nobody handed in."""

    graded: tuple[Graded, ...]
    lost: tuple[Lost, ...] = ()
    litter: tuple[Submission, ...] = ()


@record()
class Settings:
    """How answers are marked.

    ``common`` is what everybody did, where it is the same for all; ``blanks`` are what was asked for, where
    the sheets do not say; ``explain``: whether mistakes are named, and what should stand there is told;
    ``drills``: whether the sheets are those of a practice page, whose drills ask for a part of them.
    """

    scheme: Scheme
    common: Task | None = None
    blanks: tuple[str, ...] | None = None
    decimal_comma: bool = False
    explain: bool = True
    attempts: Attempts = "ask"
    drills: bool = False


# By where something stands, the student whom the teacher named, or None for what is to be left out.
Named = Mapping[str, Student | None]


def piles_of(room: Class, submissions: Iterable[Submission], named: Named = MappingProxyType({})) -> Sorted:
    """Sort submissions by whose they are; what the teacher said goes before everything."""
    piles = {(same_id(each.id), ""): Pile(each, room.sheets.get(same_id(each.id))) for each in room.students}
    lost: list[Lost] = []
    litter: list[Submission] = []
    used = 0
    for submission in submissions:
        if submission.kind == "litter":
            litter.append(submission)
            continue
        used += submission.kind == "answers"
        if submission.source in named:
            student = named[submission.source]
            if student is None:
                litter.append(submission)
                continue
            owned = Owned(student)
        else:
            owned = room.owner(submission)
        if owned.student is None:
            lost.append(Lost(submission, owned.remarks, owned.parties))
            for party in owned.parties:
                pile = piles[same_id(party.id), ""]
                pile.contended = True
                pile.remarks += owned.remarks
            continue
        which, sheet = room.sheet_of(owned.student, submission)
        pile = piles.setdefault((same_id(owned.student.id), which), Pile(owned.student, sheet))
        # An empty row of a class's table is nothing that was handed in, nor is a sheet left as it was.
        if submission.is_blank:
            continue
        pile.submissions.append(submission)
        pile.remarks += owned.remarks
    return Sorted(tuple(_rows(piles)), tuple(lost), tuple(litter), used)


def _rows(piles: Mapping[tuple[str, str], Pile]) -> Iterator[Pile]:
    """Name the piles of whoever did several sheets by their numbers as well."""
    several = Counter(student for student, which in piles if which)
    for (student, which), pile in piles.items():
        if which and several[student] > 1:
            yield replace(pile, student=replace(pile.student, id=f"{pile.student.id} {which}"))
        elif which or not several[student] or pile.contended:
            yield pile


def asked_of(piles: Iterable[Pile], problem: Problem) -> tuple[str, ...]:
    """Say what was asked where nobody says it: whatever anybody has answered."""
    together: dict[str, None] = {}
    seen: set[tuple[str, ...]] = set()
    for pile in piles:
        for submission in pile.submissions:
            if submission.names not in seen:
                seen.add(submission.names)
                together.update(dict.fromkeys(submission.names))
    lines = lines_asked(problem, together)
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
        self._prices: Prices | None = None
        self._common = self._marker(settings.common) if settings.common is not None else None

    def _marker(self, task: Task, *, on_sheet: bool = False, decimal_comma: bool = False) -> Marker:
        settings = self.settings
        marker = Marker(
            task.problem,
            settings.scheme,
            task.asked,
            decimal_comma=settings.decimal_comma or decimal_comma,
            explain=settings.explain,
            on_sheet=on_sheet,
            prices=self._prices,
        )
        self._prices = marker.prices
        return marker

    def graded(self, pile: Pile) -> Graded:
        student, sheet = pile.student, pile.sheet
        number = sheet.sheet if sheet is not None else ""
        try:
            marker = self._common or self._of_sheet(sheet)
        except TutorError as error:
            empty = Marked((), Fraction(0), Fraction(0))
            came: HandedIn = "yes" if pile.submissions else "no"
            # Of the sheets of a page nobody has one before it is handed in.
            faults = () if self.settings.drills and came == "no" else error.faults
            return Graded(student, number, empty, "", came, (*pile.remarks, *faults))
        common = self.settings.common
        task = common if marker is self._common else Task(marker.lines.problem, marker.names, number)
        good = merged(without_copies([each for each in pile.submissions if each.kind == "answers"]))
        remarks = (*pile.remarks, *(fault for each in pile.submissions for fault in each.faults))
        source = ", ".join(each.source for each in pile.submissions)
        if not good:
            note, came = _without_answers(pile)
            marked = marker.review(note) if note else marker.mark((), ())
            return Graded(student, number, marked, source, came, remarks, task)
        if len(good) > 1:
            chosen, remark = self._chosen(pile.student, good, marker, task)
            remarks = (*remarks, remark)
            if chosen is None:
                return Graded(student, number, marker.review("twice"), source, "yes", remarks, task)
            good, source = [chosen], chosen.source
        only = good[0]
        why = "sheet"
        if only.drill:
            part = drilled(marker.lines, marker.names, only.drill) if self.settings.drills else ()
            remarks = (*remarks, odd.drill(only, is_marked=bool(part)))
            why = "drill"
            if part:
                task = Task(marker.lines.problem, part, number)
                marker = self._marker(task, on_sheet=True)
        if any(fault.severity == "error" for fault in remarks):
            return Graded(student, number, marker.review(why, only.answers), source, "yes", remarks, task)
        if only.is_key or plain_sheet_id(only.sheet).is_key:
            remarks = (*remarks, odd.is_key(only))
        try:
            marked = self._marked(marker, task, only)
        except Exception as error:  # one submission never stops the class
            remarks = (*remarks, odd.own_fault(error))
            return Graded(student, number, marker.review("fault", only.answers), source, "yes", remarks, task)
        if not any(mark.verdict == "blank" for mark in marked.marks):
            # What stands on a photo has been typed in: it need not be asked for again.
            photos = {id(fault) for each in pile.submissions if each.kind == "paper" for fault in each.faults}
            remarks = tuple(fault for fault in remarks if id(fault) not in photos)
        return Graded(student, number, marked, source, "yes", remarks, task)

    def _chosen(
        self, student: Student, good: Sequence[Submission], marker: Marker, task: Task | None
    ) -> tuple[Submission | None, Fault]:
        """Choose one of several that differ, as the teacher said; None where that is to be asked."""
        chosen: Submission | None = None
        if self.settings.attempts == "ask":
            return None, odd.twice(student, good)
        if self.settings.attempts == "best":
            try:
                chosen = max(good, key=lambda each: self._marked(marker, task, each).points)
            except Exception as error:  # one submission never stops the class
                return None, odd.own_fault(error)
        else:
            chosen = latest(good)
            if chosen is None:
                return None, odd.no_time(student, good)
        return chosen, odd.one_taken(student, good, chosen)

    def _marked(self, marker: Marker, task: Task | None, submission: Submission) -> Marked:
        """Mark a submission; where it says that its writer writes 0,5 for 0.5, it is read so."""
        if submission.decimal_comma and task is not None and not self.settings.decimal_comma:
            marker = self._marker(task, on_sheet=marker.on_sheet, decimal_comma=True)
        marked = marker.mark(submission.names, submission.texts, submission.text)
        return without_shown(marked, submission.shown)

    def _of_sheet(self, sheet: Sheet | None) -> Marker:
        if sheet is None:
            raise TutorError(says.THE_EXERCISE_HAS_NO_SHEET_FOR_THIS_STUDENT())
        blanks = self.settings.blanks if self.settings.blanks is not None else sheet.blanks
        return self._marker(Task(sheet.problem(), blanks), on_sheet=self.settings.blanks is None)


def _without_answers(pile: Pile) -> tuple[str, HandedIn]:
    """Say why there is nothing to mark: the note for the teacher, "" where nothing was handed in."""
    kinds = {each.kind for each in pile.submissions}
    if "unread" in kinds:
        return "unreadable", "yes"
    if pile.contended:
        return "contended", "yes"
    return ("paper", "paper") if "paper" in kinds else ("", "no")
