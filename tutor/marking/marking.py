"""Answers × mark scheme → points: what every entry earns, what is charged once, what a teacher has to see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.calculation.problem import Problem
from tutor.judging.answers.answer_reading import AnswerReader, Read
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines, lines_asked
from tutor.judging.answers.explaining import explanations
from tutor.judging.answers.number_notes import printed
from tutor.judging.answers.outcomes import NO_FAULTS, Answers, Faulty, Judged, Note, Verdict
from tutor.judging.answers.sheet_answers import Script, judge_answers
from tutor.judging.answers.sheet_rules import is_foreign, is_made_up, repeated
from tutor.judging.candidates import SLIPS
from tutor.marking.given_marks import GivenMarker
from tutor.marking.marks import Mark, Marked
from tutor.marking.own_inputs import OwnInputs
from tutor.marking.prices import Prices, names_of
from tutor.marking.scheme import Scheme
from tutor.mistakes.backward_catalogue import rank

if TYPE_CHECKING:
    from tutor.judging.answers.derivation import Working

_RIGHT = ("exact", "rounding")


class Marker:
    """Marks answers to one problem: what it gives, then its lines.

    Args:
        problem: what was asked.
        scheme: what it is worth.
        asked: the names of the entries that were asked for; every other answer counts as working.
        decimal_comma: whether 0,5 is a number.
        explain: whether it is said what should stand there and which mistakes fit; without it, mistakes are
            looked for only where the points depend on them.
        whole: whether the answers are all that there will be. While somebody still works, rules about the
            whole sheet are left out: that the work is another sheet's, that nothing was computed.
        on_sheet: whether it was asked on a sheet, where what is not asked of a backward pass stands given.
        prices: those of another sheet of the class, which serve here too where it asks for the same.

    >>> from tutor import Problem
    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}})
    >>> marker = Marker(problem, Scheme(), ["a_1[1]", "h_1[1]"])
    >>> marked = marker.mark(("a_1[1]", "h_1[1]"), ("0.5", "0.462"))
    >>> [(mark.verdict, str(mark.points)) for mark in marked.marks], marked.marks[0].mistakes
    ([('wrong', '0'), ('follow-through', '1')], ('wrong-column', 'carry-slip'))
    """

    def __init__(
        self,
        problem: Problem,
        scheme: Scheme,
        asked: Iterable[str],
        *,
        decimal_comma: bool = False,
        explain: bool = True,
        whole: bool = True,
        on_sheet: bool = False,
        prices: Prices | None = None,
    ) -> None:
        self.scheme = scheme
        self._is_whole, self.on_sheet = whole, on_sheet
        self.explain = explain
        asked = tuple(asked)
        self.lines = lines_asked(problem, asked, scheme.tanh)
        self._answers = AnswerReader(self.lines, decimal_comma=decimal_comma)
        self.asked = tuple(sorted({self.lines.names[name] for name in asked if name in self.lines.names}))
        self._asked_lines = {i for i, _ in self.asked}
        self._given = frozenset(self._given_lines()) if on_sheet else frozenset[int]()
        self.givens = GivenMarker(problem, scheme, asked, decimal_comma=decimal_comma)
        self._inputs = OwnInputs(self.lines)
        entries = [(self.lines.lines[i], entry + 1) for i, entry in self.asked]
        if prices is None or prices.scheme is not scheme or prices.names != names_of(entries):
            prices = Prices(scheme, entries)
        self.prices = prices
        self.names = self.givens.names + prices.names if self.givens.names else prices.names
        self._worths = [*self.givens.worths, *prices.worths]
        self.max_points = sum(self.givens.worths, prices.total)
        self._explained: dict[object, tuple[str, ...]] = {}
        # The same answers earn the same marks.
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], Marked] = {}

    def _given_lines(self) -> Iterator[int]:
        """Find what a sheet gives: lines that are read, of a backward pass all forward ones as well."""
        if not isinstance(self.lines, BackwardLines):
            yield from self._read_and_given()
            return
        from tutor.handout.backward_blanks import lines_shown  # which few sheets need

        names = frozenset(self.lines.lines[i].name(entry + 1) for i, entry in self.asked)
        shown = {line.place for line in lines_shown(self.lines.done.table, names)}
        for i, line in enumerate(self.lines.lines):
            if i not in self._asked_lines and (not isinstance(line, BackwardLine) or line.at.place in shown):
                yield i

    def _read_and_given(self) -> Iterator[int]:
        """Find the lines that stand on the sheet with their numbers and that an asked one reads."""
        written = frozenset(self.lines.problem.written)
        for asked in self._asked_lines:
            for i in self.lines.reads(asked, written & frozenset(self.lines.lines[asked].unit.cell.symbols)):
                if i not in self._asked_lines and self.lines.lines[i].symbol in written:
                    yield i

    # Marking

    def mark(self, names: tuple[str, ...], texts: tuple[str, ...], text: str = "") -> Marked:
        """Mark one student's answers, name by name; names that the problem does not have are left out.

        ``text`` is the derivation that the answers were taken from, where there is one: the numbers inside
        its formulas answer what is answered nowhere else, and a line with something wrong in its formula is
        wrong.
        """
        workings: Sequence[Working] = ()
        faulty: Faulty = NO_FAULTS
        if text:
            from tutor.judging.answers.derivation import derivation, faults, outside  # all that reads a text

            found = derivation(text, self.lines, decimal_comma=self._answers.decimal_comma)
            inside = {name: each for name, each in found.answers.items() if not is_answered(name, names)}
            names, texts = (*names, *inside), (*texts, *inside.values())
            workings = outside(found.workings, self._asked_lines)
            faulty = faults(workings)
        known = self._known.get((names, texts)) if not faulty else None
        if known is None:
            answers = self._answers.read(self._answers.columns(names), texts)
            script, working = self._judged(answers.numbers)
            for i, entries in faulty.items():
                script.find_fault(i, entries)
            working |= {each.line: each.mistakes for each in workings if each.mistakes}
            if self.givens.names:
                judged = self.givens.judged(names, texts)
                followed = self._inputs.followed(script, script.answers, judged)
                known = self._priced(script, answers, self.givens.marks(judged), followed, working=working)
            else:
                known = self._priced(script, answers, working=working)
            if not faulty:
                self._known[names, texts] = known
        return known

    def script(self, names: tuple[str, ...], texts: tuple[str, ...]) -> Script:
        """Judge one student's answers without pricing them."""
        return self._judged(self._answers.read(self._answers.columns(names), texts).numbers)[0]

    def read(self, names: tuple[str, ...], texts: tuple[str, ...]) -> Mapping[str, str]:
        """Print the numbers that answers are read as, entry by entry; what is no number is left out.

        >>> from tutor import Problem
        >>> problem = Problem.from_dict({
        ...     "sentence": "i", "vocabulary": ["i", "am"],
        ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
        >>> Marker(problem, Scheme(), ["p_1[1]", "h_1[1]"]).read(("p_1[1]", "h_1[1]"), ("p_1 = 0.20", "x"))
        {'p_1[1]': '0.20'}
        """
        found = self._answers.read(self._answers.columns(names), texts).numbers
        return {
            line.name(entry): printed(self.lines, number)
            for line, answer in zip(self.lines.lines, found, strict=True)
            if answer is not None and len(answer) == line.size
            for entry, number in enumerate(answer, start=1)
            if number is not None
        }

    def _judged(self, numbers: Answers) -> tuple[Script, dict[int, tuple[str, ...]]]:
        """Judge; working that was not asked for stands for nothing where it is wrong.

        So its mistake is charged where it shows in what was asked for. The second result has the lines that
        follow from wrong working, with the mistakes that fit it.
        """
        if self._given:
            # What stands on the sheet is known to the digit.
            key = self.lines.key_numbers
            numbers = [
                key[i] if answer is None and i in self._given else answer for i, answer in enumerate(numbers)
            ]
        first = script = judge_answers(self.lines, numbers, given=self._given)
        mistakes: dict[tuple[int, int], tuple[str, ...]] = {}
        while wrong := [
            i
            for i in script.judged.keys() - self._asked_lines - self._given
            if "wrong" in script.judged[i].verdicts
        ]:
            for i in sorted(wrong):
                line = self.lines.lines[i]
                mistakes.setdefault((line.run, line.position), self._explain(script, i))
            numbers = [None if i in wrong else answer for i, answer in enumerate(numbers)]
            script = judge_answers(self.lines, numbers, given=self._given)
        return script, {
            i: mistakes[at]
            for i, judged in first.judged.items()
            if "follow-through" in judged.verdicts
            and (at := (self.lines.lines[i].run, self.lines.lines[i].position)) in mistakes
        }

    def review(self, note: str, answers: Mapping[str, str] | None = None) -> Marked:
        """Leave every entry to the teacher, for a reason that is told elsewhere."""
        given = answers or {}
        marks = tuple(
            Mark(name, given.get(name, ""), "review", "", Fraction(0), worth, note)
            for name, worth in zip(self.names, self._worths, strict=True)
        )
        return Marked(marks, Fraction(0), self.max_points)

    # Points

    def _priced(
        self,
        script: Script,
        answers: Read,
        first: Sequence[Mark] = (),
        followed: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
        *,
        working: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
    ) -> Marked:
        """Price every answer; ``followed`` has what is expected of lines that follow from a wrong x."""
        wrong = [i for i, judged in script.judged.items() if "wrong" in judged.verdicts]
        explained = self._explanations(script, wrong)
        explained |= {i: working[i] for i in wrong if working.get(i) and not explained.get(i)}
        once = self.scheme.repeated == "once"
        made_up = self._is_whole and is_made_up(script, wrong)
        forgiven = repeated(script, wrong, explained) if once and not made_up else frozenset[int]()
        foreign = self._is_whole and is_foreign(script, wrong, explained)
        marks = []
        prices, total, whole = self.prices, 0, self.scheme.partial == "line"
        expected: dict[int, tuple[str, ...]] = dict(followed)
        right_lines = self._right_lines(script, answers) if not whole else set()
        for at, (i, entry) in enumerate(self.asked):
            if i in right_lines:
                marks.append(prices.right(at, self.lines.key[i][entry]))
                total += prices.units[at]
                continue
            judged = script.judged.get(i)
            text = answers.texts.get((i, entry), "")
            name, worth, follow, method = (
                prices.names[at],
                prices.worths[at],
                prices.follow[at],
                prices.method[at],
            )
            if i not in expected:
                expected[i] = script.expected(i) if self.explain else self.lines.key[i]
            verdict: Verdict = "blank"
            note: Note | str = ""
            if (i, entry) in answers.doubtful:
                verdict, note = "review", answers.doubtful[i, entry]
            elif judged is not None:
                verdict, note = judged.verdicts[entry], judged.notes[entry]
                if made_up and verdict in ("follow-through", "review"):
                    verdict, note = "wrong", "made-up"
                elif foreign and verdict == "follow-through":
                    verdict, note = "review", "foreign"
            points, root = _NOTHING, False
            mistakes: tuple[str, ...] = ()
            if verdict in _RIGHT:
                points = worth
            elif verdict == "follow-through":
                points = follow
            elif verdict == "wrong":
                mistakes, root = explained.get(i, ()), i not in forgiven
                note = note or ("working" if i in working else "")
                points = worth if not root else method if mistakes and SLIPS.issuperset(mistakes) else points
            if whole and judged is not None and not _is_whole(judged, i in forgiven):
                points = _NOTHING
            total += points.numerator * (prices.unit // points.denominator)
            due = self.lines.key[i][entry] if note == "not-own" else expected[i][entry]
            marks.append(Mark(name, text, verdict, due, points, worth, note, mistakes, root))
        points = Fraction(total, prices.unit)
        if not first:
            return Marked(
                tuple(marks), self._capped(points, bool(wrong)), self.max_points, _ranked(explained, wrong)
            )
        points += sum((mark.points for mark in first), Fraction(0))
        amiss = any(mark.verdict == "wrong" for mark in first)
        return Marked(
            (*first, *marks),
            self._capped(points, amiss or bool(wrong)),
            self.max_points,
            () if amiss else _ranked(explained, wrong),
        )

    def _right_lines(self, script: Script, answers: Read) -> set[int]:
        """Find the lines that are the key's as they are written, and need no more looking at."""
        key = self.lines.key_numbers
        return {
            i
            for i, judged in script.judged.items()
            if answers.numbers[i] is key[i] and not judged.charged and judged.is_exact
        }

    def _capped(self, total: Fraction, is_wrong: bool) -> Fraction:
        """Keep anybody with a wrong line below the whole."""
        if not is_wrong or total < self.max_points:
            return total
        return self.max_points - min((worth for worth in self._worths if worth), default=Fraction(0))

    def _explanations(self, script: Script, wrong: Sequence[int]) -> dict[int, tuple[str, ...]]:
        if not self.explain and len(wrong) < 2 and not self.scheme.method:
            return {}
        return {i: self._explain(script, i) for i in wrong}

    def _explain(self, script: Script, i: int) -> tuple[str, ...]:
        """Explain a wrong line; the same answers of another student are explained the same."""
        until = self.lines.lines[i].run, tuple(script.answers[: i + 1]), script.misfits.get(i)
        known = self._explained.get(until)
        if known is None:
            known = self._explained[until] = explanations(script, i)
        return known


_NOTHING = Fraction(0)


def is_answered(name: str, names: Collection[str]) -> bool:
    """Whether an entry, or its vector, or an entry of the vector is answered.

    >>> is_answered("h_1[2]", ["h_1"]), is_answered("h_1", ["h_1[2]"]), is_answered("h_1[1]", ["h_1[2]"])
    (True, True, False)
    """
    whole = vector_of(name)
    return any(each in (name, whole) or (name == whole and vector_of(each) == whole) for each in names)


def vector_of(name: str) -> str:
    """Give the name of the vector that an entry belongs to.

    >>> vector_of("h_2[1]@l1r#3")
    'h_2@l1r#3'
    """
    return re.sub(r"\[\d+\]", "", name)


def _is_whole(judged: Judged, forgiven: bool) -> bool:
    return all(
        verdict in ("exact", "rounding", "follow-through") or (forgiven and verdict == "wrong")
        for verdict in judged.verdicts
    )


def _ranked(explained: Mapping[int, tuple[str, ...]], wrong: Sequence[int]) -> tuple[str, ...]:
    """Order the mistakes that fit the first wrong line: those that explain most lines first, then simpler."""
    if not wrong or wrong[0] not in explained:
        return ()
    lines = Counter(name for names in explained.values() for name in names)
    first = explained[wrong[0]]
    return tuple(sorted(first, key=lambda name: (-lines[name], name in SLIPS, first.index(name), rank(name))))
