"""What a teacher decided: a CSV of student, quantity, points and comment, which every rerun reads and keeps.

The program writes a row for everything that it leaves to the teacher, with the points empty. A row with
points settles an entry, or with the quantity ``total`` the whole of a student's work. Rows for other entries
may be added: the teacher has the last word on all of them. A row with the quantity ``owner`` asks whose the
file under ``answer`` is: the teacher writes the id as the student, or - for what is nobody's and is to be
left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from tutor.files.csv_text import decoded, plain, rows
from tutor.files.file_text import file_bytes
from tutor.handout.roster import Student, same_id
from tutor.language.faults import Fault, SpecError
from tutor.marking import marking_messages as says
from tutor.marking import submission_messages as of_files
from tutor.marking.grading import Class, Graded
from tutor.marking.marks import Mark, Marked
from tutor.marking.scheme import fraction
from tutor.marking.submissions.submission import Submission
from tutor.record import field, record, replace

FILE = "decisions.csv"
TOTAL, OWNER = "total", "owner"
LEFT_OUT = "-"
HEADER = ("student", "quantity", "points", "comment", "answer", "why")


@record(slots=True)
class Decision:
    """One row; ``points`` is None where nothing is decided yet. ``line`` is where it stands."""

    student: str
    quantity: str
    points: Fraction | None
    comment: str = ""
    line: int = 0

    @property
    def says_something(self) -> bool:
        """Whether there are points or a comment; else the row only waits for them."""
        return self.points is not None or bool(self.comment)


@record(slots=True)
class Decisions:
    """What was decided: of entries, by student and quantity; of files, by where they stand, the id or "-"."""

    points: Mapping[tuple[str, str], Decision] = field(default_factory=lambda: MappingProxyType({}))
    owners: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def owner(self, source: str) -> str:
        """Say whom the teacher named for a file; it may have been given from another folder then."""
        known = self.owners.get(source)
        if known is not None:
            return known
        parts = _parts(source)
        near = [
            student
            for other, student in self.owners.items()
            if (theirs := _parts(other))[-1] == parts[-1]
            and (theirs[-len(parts) :] == parts or parts[-len(theirs) :] == theirs)
        ]
        return near[0] if len(near) == 1 else ""


def _parts(source: str) -> list[str]:
    return [part for part in source.replace("\\", "/").split("/") if part not in ("", ".", "..")] or [""]


def read_decisions(path: Path) -> Decisions:
    """Read decisions. Raises :class:`SpecError` with every fault at once, each with its line."""
    data = file_bytes(path, says.LEAVE_OUT_DECISIONS_THE_FIRST_RUN_WRITES(), 32 << 20)
    text, name = decoded(data), str(path)
    if text is None:
        raise SpecError(says.THE_DECISIONS_ARE_NO_TEXT().at(name))
    table = rows(text)
    header = [cell.strip().casefold() for cell in next(table, [])]
    if not {"student", "quantity", "points"} <= set(header):
        raise SpecError(says.THE_FIRST_ROW_OF_THE_DECISIONS().at(name, 1))
    decisions: dict[tuple[str, str], Decision] = {}
    owners: dict[str, str] = {}
    faults = []
    # A class has few students and quantities, and a row for many pairs of them.
    one: dict[str, str] = {}
    for number, row in enumerate(table, start=2):
        cells = {name: plain(row[at].strip()) if at < len(row) else "" for at, name in enumerate(header)}
        if not any(cells.values()):
            continue
        student, quantity, points = cells["student"], cells["quantity"].replace(" ", ""), cells["points"]
        student, quantity = one.setdefault(student, student), one.setdefault(quantity, quantity)
        if quantity == OWNER:
            if student:
                owners[cells.get("answer", "")] = student
            continue
        value = fraction(points) if points else None
        own = same_id(student)
        key = (one.setdefault(own, own), quantity)
        if points and (value is None or value < 0):
            faults.append(says.POINTS_IS_NO_NUMBER_OF_POINTS(points=points[:40]).at(name, number))
        elif key in decisions:
            faults.append(
                says.STUDENT_QUANTITY_IS_DECIDED_TWICE(
                    student=student, quantity=quantity, first=decisions[key].line, second=number
                ).at(name, number)
            )
        else:
            decisions[key] = Decision(student, quantity, value, cells.get("comment", ""), number)
    if faults:
        raise SpecError(faults)
    return Decisions(decisions, owners)


def together(earlier: Decisions, later: Decisions) -> Decisions:
    """Put decisions together; the later ones count, but what is undecided takes nothing back."""
    both = dict(earlier.points)
    for key, decision in later.points.items():
        before = both.get(key)
        if decision.points is None and before is not None and before.points is not None:
            decision = replace(before, comment=decision.comment or before.comment)  # noqa: PLW2901
        both[key] = decision
    return Decisions(both, {**earlier.owners, **later.owners})


def decided(
    graded: Sequence[Graded], decisions: Decisions, file: str
) -> tuple[tuple[Graded, ...], tuple[Fault, ...]]:
    """Give the results with what was decided; and warnings for rows that belong to nothing."""
    by_student: dict[str, list[Decision]] = {}
    for (student, _), decision in decisions.points.items():
        by_student.setdefault(student, []).append(decision)
    settled: list[Graded] = []
    above: list[Fault] = []
    idle: list[Decision] = []
    for each in graded:
        own = {decision.quantity: decision for decision in by_student.pop(same_id(each.student.id), ())}
        is_said = any(decision.says_something for decision in own.values())
        settled.append(replace(each, marked=_settled(each.marked, own)) if is_said else each)
        if not own:
            continue
        worths = {mark.quantity: mark.worth for mark in each.marked.marks} | {TOTAL: each.marked.max_points}
        idle += [decision for quantity, decision in own.items() if quantity not in worths]
        above += [
            replace(
                says.STUDENT_QUANTITY_IS_DECIDED_AT_POINTS(
                    student=d.student,
                    quantity=quantity,
                    points=exact(d.points),
                    worth=exact(worths[quantity]),
                ),
                because=says.IT_COUNTS_AS_IT_WAS_DECIDED(),
                severity="warning",
            ).at(file, d.line)
            for quantity, d in own.items()
            if quantity in worths and d.points is not None and d.points > worths[quantity]
        ]
    nobodys = set(map(id, chain(idle, *by_student.values())))
    faults = tuple(
        replace(
            says.STUDENT_QUANTITY_BELONGS_TO_NOTHING_THAT_WAS(student=d.student, quantity=d.quantity),
            severity="warning",
        ).at(file, d.line)
        for d in decisions.points.values()
        if id(d) in nobodys
    )
    return tuple(settled), (*above, *faults)


def named_owners(
    room: Class, submissions: Iterable[Submission], decisions: Decisions, file: str
) -> tuple[dict[str, Student | None], list[Fault]]:
    """Find whom the teacher named for what was nobody's; and say whose ids are nobody's."""
    named: dict[str, Student | None] = {}
    faults: list[Fault] = []
    if not decisions.owners:
        return named, faults
    for each in submissions:
        said = decisions.owner(each.source)
        if not said:
            continue
        student = None if said == LEFT_OUT else room.known(said)
        if student is None and said != LEFT_OUT:
            faults.append(of_files.DECIDED_FOR_NOBODY(student=said[:40], source=each.source).at(file))
        else:
            named[each.source] = student
    return named, faults


def _settled(marked: Marked, own: Mapping[str, Decision]) -> Marked:
    marks = tuple(_with_decision(mark, own.get(mark.quantity)) for mark in marked.marks)
    before = sum((mark.points for mark in marked.marks), Fraction(0))
    points = marked.points + sum((mark.points for mark in marks), Fraction(0)) - before
    total = own.get(TOTAL)
    if total is not None and total.points is not None:
        return replace(marked, marks=marks, points=total.points, comment=total.comment, is_decided=True)
    return replace(marked, marks=marks, points=points, comment=total.comment if total is not None else "")


def _with_decision(mark: Mark, decision: Decision | None) -> Mark:
    if decision is None or not decision.says_something:
        return mark
    if decision.points is None:
        return replace(mark, comment=decision.comment)
    return replace(mark, points=decision.points, comment=decision.comment, is_decided=True)


def decision_rows(
    graded: Iterable[Graded],
    decisions: Decisions,
    why: Mapping[str, str],
    lost: Iterable[tuple[str, str]] = (),
) -> Iterator[tuple[object, ...]]:
    """Give the rows to write: what needs a decision, with those that were made; all others are kept.

    ``why`` has the reader's words for the notes of marks; ``lost`` says where what is nobody's stands, and
    why.
    """
    yield HEADER
    for source, reason in lost:
        yield ("", OWNER, "", "", source, reason)
    for source, student in decisions.owners.items():
        yield (student, OWNER, "", "", source, "")
    kept = dict(decisions.points)
    for each in graded:
        student = each.student.id
        waiting = [mark for mark in each.marked.marks if mark.verdict == "review"]
        if waiting and len(waiting) == len(each.marked.marks):
            # Nothing of it was graded: one row for the whole.
            reasons = {mark.note for mark in waiting}
            made = kept.pop((same_id(student), TOTAL), None)
            note = why.get(str(waiting[0].note), "") if len(reasons) == 1 else ""
            yield (student, TOTAL, *_made(made), each.source, note)
            waiting = [mark for mark in waiting if (same_id(student), mark.quantity) in kept]
        for mark in waiting:
            made = kept.pop((same_id(student), mark.quantity), None)
            yield (student, mark.quantity, *_made(made), mark.answer[:80], why.get(str(mark.note), ""))
    for decision in kept.values():
        yield (decision.student, decision.quantity, *_made(decision), "", "")


def _made(decision: Decision | None) -> tuple[str, str]:
    if decision is None:
        return "", ""
    return ("" if decision.points is None else exact(decision.points)), decision.comment


def exact(points: Fraction) -> str:
    """Write points so that they are read as the same: as a decimal number, or else as a fraction.

    >>> exact(Fraction(7, 2)), exact(Fraction(1, 3))
    ('3.5', '1/3')
    """
    return number(points) if Fraction(number(points)) == points else str(points)


@lru_cache(maxsize=4096)
def number(points: Fraction, decimals: int = 4) -> str:
    """Write points as a decimal number; a third has four digits.

    >>> number(Fraction(7, 2)), number(Fraction(5)), number(Fraction(1, 3))
    ('3.5', '5', '0.3333')
    """
    units = round(points * 10**decimals)
    whole, rest = divmod(abs(units), 10**decimals)
    digits = f"{rest:0{decimals}d}".rstrip("0")
    return f"{'-' if units < 0 else ''}{whole}{'.' if digits else ''}{digits}"
