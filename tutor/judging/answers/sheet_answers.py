"""Answers to a problem that is known, quantity by quantity: the judge's second door.

Every answer is judged from the person's own earlier answers, and, where it does not follow from those, from
what their right ones give; the better result counts. So one mistake is charged once. A blank is bridged: what
the own earlier answers give stands for it, as wide as the roundings on the way make it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from tutor.calculation.evaluation import Enclosed
from tutor.calculation.tolerance import short_half
from tutor.judging.answers.fitting import follows_recomputed, how_it_fits
from tutor.judging.answers.lines import Line, Lines, Number, Present
from tutor.judging.answers.number_notes import digits_note, fits_at_own_unit, has_a_number, is_beside
from tutor.judging.answers.outcomes import (
    NO_VALUE,
    Answer,
    Answers,
    Judged,
    Note,
    Verdict,
    same,
    same_entry,
    values_of,
)
from tutor.judging.answers.own_values import Own, own_value
from tutor.record import replace

# Wider than this many units, a bridged gap tells nothing.
WIDEST_BRIDGE = 20


def judge_answers(lines: Lines, answers: Answers, *, given: frozenset[int] = frozenset()) -> Script:
    """Judge one person's answers.

    Args:
        lines: the lines of the problem.
        answers: for every line its entries, each None where it is blank; None for a line without any.
        given: the lines that stand on the sheet, of which nobody has computed anything.

    >>> from decimal import Decimal
    >>> from tutor import Problem
    >>> lines = Lines(Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}}))
    >>> script = judge_answers(lines, [None, None, None, (lines.number(Decimal("0.38")),)])
    >>> script.judged[3].verdicts
    ('exact',)
    """
    script = Script(lines, answers, given)
    script.judge()
    return script


class Script:
    """One person's answers and what they stand for; ``judged`` has an entry for every answered line.

    ``misfits`` keeps the answers of another number of entries than asked, which stand for nothing.

    A path says what stands for a line that was answered: on the own path the answer, on the clean one only an
    answer that is right and rests on right ones.
    """

    def __init__(self, lines: Lines, answers: Answers, given: frozenset[int] = frozenset()) -> None:
        self.lines = lines
        self.given = given
        self.answers = list(answers)
        self._is_whole = None not in self.answers
        self.judged: dict[int, Judged] = {}
        self.misfits: dict[int, Answer] = {}
        self._values: dict[tuple[bool, int, int], Enclosed] = {}
        self._enclosures: dict[tuple[bool, int, int], tuple[Enclosed, ...]] = {}
        self._present: dict[tuple[int, int], Present] = {}
        self._tainted: set[int] = set()
        self._trivial: set[int] = set()
        self._gaps: set[int] = set()
        self._computed: set[int] = set()

    def judge(self) -> None:
        """Judge line by line; what equals the key, and was computed from what does, needs no arithmetic.

        Numbers that come back to the key do not count: the calculator may still hold others.
        """
        off: set[int] = set()
        for i, (answer, key) in enumerate(zip(self.answers, self.lines.key_numbers, strict=True)):
            on_key = not off or off.isdisjoint(self._reads(i))
            if answer is None:
                if not on_key:
                    off.add(i)
                    if not self._tainted.isdisjoint(self._reads(i)):
                        self._tainted.add(i)
                continue
            if on_key and (answer is key or (len(answer) == len(key) and all(map(same, answer, key)))):
                self.judged[i] = _all(i, len(key), "exact", "")
            else:
                off.add(i)
                try:
                    self._judge_line(i, answer)
                except NO_VALUE:
                    self._leave(i, answer)

    def find_fault(self, i: int, entries: Collection[int]) -> None:
        """Take entries that were answered as wrong, since something in their working is.

        What they come to stands for them all the same.
        """
        judged = self.judged.get(i)
        if judged is None:
            return
        wrong: Verdict = "wrong"
        working: Note = "working"
        found = [
            entry in entries and verdict not in ("wrong", "blank")
            for entry, verdict in enumerate(judged.verdicts)
        ]
        self.judged[i] = replace(
            judged,
            verdicts=tuple(
                wrong if is_found else v for v, is_found in zip(judged.verdicts, found, strict=True)
            ),
            notes=tuple(working if is_found else n for n, is_found in zip(judged.notes, found, strict=True)),
        )

    # What stands for a line

    def present(self, line: Line) -> Present:
        """Say which lines of a step are written."""
        if self._is_whole:
            return self.lines.whole[line.run]
        key = (line.run, line.position)
        known = self._present.get(key)
        if known is None:
            places = ((s, self.lines.at.get((line.run, s, line.position))) for s in self.lines.folding(line))
            known = frozenset(s for s, i in places if i is not None and self.answers[i] is not None)
            self._present[key] = known
        return known

    def enclosure(self, i: int, habit: int = 0, *, clean: bool = False) -> Enclosed:
        """Enclose what the lines before give, whichever form of the equation was computed."""
        forms = self.enclosures(i, habit, clean=clean)
        return forms[0] if len(forms) == 1 else _hull(forms)

    def enclosures(self, i: int, habit: int = 0, *, clean: bool = False) -> tuple[Enclosed, ...]:
        """Enclose each form of what the lines before give, with every rounding that a habit allows."""
        known = self._enclosures.get((clean, habit, i))
        if known is None:
            present = self.present(self.lines.lines[i])
            values = {
                key: self.value(source, habit, clean=clean) if isinstance(source, int) else source
                for key, source in self.lines.sources(i, present)
            }
            forms = self.lines.forms(i, present, habit)
            known = self._enclosures[clean, habit, i] = tuple([form(values) for form in forms])
        return known

    def value(self, i: int, habit: int = 0, *, clean: bool = False) -> Enclosed:
        """Enclose what stands for a line: the answer where there is one, else what the lines before give."""
        known = self._values.get((clean, habit, i))
        if known is None:
            known = self._values[clean, habit, i] = self._stands(i, habit, clean)
        return known

    def _stands(self, i: int, habit: int, clean: bool) -> Enclosed:
        answer, writes = self.answers[i], self.lines.habit(i, habit)
        if answer is None:
            return writes.rounded(self.enclosure(i, habit, clean=clean))
        judged = self.judged[i]
        low: list[int] = []
        high: list[int] = []
        bridge = None
        for entry, (number, exact) in enumerate(zip(answer, self._exact(i), strict=True)):
            is_clean = not clean or judged.verdicts[entry] in ("exact", "rounding")
            if number is not None and is_clean and judged.notes[entry] in ("short", "significant"):
                half = self._short_half(i, number) or writes.unit_in_places // 2
                ends = number.value - half, number.value + half
            elif number is not None and is_clean and judged.notes[entry] != "few":
                n = number.value
                ends = (n, n) if n == exact else writes.stands_for(n)
            else:
                bridge = bridge or writes.rounded(self.enclosure(i, habit, clean=clean))
                ends = bridge.low[entry], bridge.high[entry]
                if number is not None and is_clean:
                    own = writes.stands_for(number.value)
                    ends = min(ends[0], own[0]), max(ends[1], own[1])
            low.append(ends[0])
            high.append(ends[1])
        return Enclosed(low, low) if low == high else Enclosed(low, high)

    def _exact(self, i: int) -> Sequence[int | None]:
        """Give the entries that an answered line has without any rounding, where its own path is exact."""
        if i not in self._computed:
            return self.lines.exact(i)
        own = self.enclosures(i)[0]
        unit = self.lines.unit_of(i)
        return [low if low == high and low % unit == 0 else None for low, high in zip(*own, strict=True)]

    # Judging

    def _reads(self, i: int) -> tuple[int, ...]:
        return self.lines.reads(i, self.present(self.lines.lines[i]))

    def _judge_line(self, i: int, answer: Answer) -> None:
        line = self.lines.lines[i]
        self._computed.add(i)
        if len(answer) != line.size:
            self.misfits[i], self.answers[i], self._is_whole = answer, None, False
            self._present.pop((line.run, line.position), None)
            if not self._tainted.isdisjoint(self._reads(i)):
                self._tainted.add(i)
            self.judged[i] = _all(i, line.size, "wrong", "size")
            return
        reads = self._reads(i)
        charged = not self._tainted.isdisjoint(reads)
        # From zeros nothing is left to compute; a state that is copied from the step before was not computed.
        trivial = charged and self._is_trivial(i, answer, reads)
        bridged = any(self.answers[each] is None or each in self._gaps for each in reads)
        own = self.enclosures(i)
        if not (trivial or bridged) and self._all_fit(i, answer, own):
            self._judge_fitting(i, answer, charged)
            return
        verdicts: list[Verdict] = []
        notes: list[Note] = []
        for entry, number in enumerate(answer):
            verdict, note = self._entry(i, entry, number, own, charged)
            if verdict in ("rounding", "follow-through"):
                if trivial and verdict == "follow-through":
                    verdict, note = "review", "trivial"
                elif bridged and (
                    (verdict, note) == ("follow-through", "short")  # on no path, if a number stood in the gap
                    or self._width(own, entry) > WIDEST_BRIDGE * self.lines.unit_of(i)
                ):
                    verdict, note = "review", "wide"
            verdicts.append(verdict)
            notes.append(note)
        self.judged[i] = Judged(i, tuple(verdicts), tuple(notes), charged)
        if None in answer or "few" in notes:
            self._gaps.add(i)
        if "wrong" in verdicts or (charged and not self._is_on_key(i, answer)):
            self._tainted.add(i)
            # Zeros that were computed are numbers like others; from wrong ones nothing is left to compute.
            is_zero = not any(number is None or number.value for number in answer)
            if is_zero and (trivial or "wrong" in verdicts):
                self._trivial.add(i)

    def _is_trivial(self, i: int, answer: Answer, reads: Sequence[int]) -> bool:
        """Whether nothing was left to compute.

        A number that comes of wrong zeros of its own step was computed where a given, or another term that is
        written, is in it.
        """
        if any(self._is_copy(i, answer, each) for each in reads):
            return True
        nothing = [each for each in reads if each in self._trivial]
        if not nothing or not all(is_beside(self.lines, i, each) for each in nothing):
            return bool(nothing)
        if has_a_number(answer) and self.lines.reads_givens(i, self.present(self.lines.lines[i])):
            return False
        return not any(
            has_a_number(self.answers[each]) and is_beside(self.lines, each, i)
            for each in reads
            if each not in nothing
        )

    def _leave(self, i: int, answer: Answer) -> None:
        """Leave open what the lines before give no value for, as the logarithm of a written 0."""
        found: list[tuple[Verdict, Note]] = [
            ("blank", "")
            if number is None
            else ("exact", "not-own")
            if self.lines.is_conventional(i, entry, number.value)
            else ("review", "trivial")
            for entry, number in enumerate(answer)
        ]
        self._computed.discard(i)
        charged = not self._is_on_key(i, answer)
        self.judged[i] = Judged(i, tuple(v for v, _ in found), tuple(n for _, n in found), charged)
        if charged:
            self._tainted.add(i)

    def _all_fit(self, i: int, answer: Answer, own: Sequence[Enclosed]) -> bool:
        """Whether every entry fits the equation to the nearest, as most do; the rest is looked at singly."""
        unit = self.lines.unit_of(i)
        half = unit // 2
        return any(
            all(
                number is not None and low - half <= number[0] <= high + half and not number[0] % unit
                for number, low, high in zip(answer, *form, strict=True)
            )
            for form in own
        )

    def _judge_fitting(self, i: int, answer: Answer, charged: bool) -> None:
        right: Verdict = "follow-through" if charged else "rounding"
        on_key = [
            number is not None and self.lines.is_conventional(i, entry, number.value)
            for entry, number in enumerate(answer)
        ]
        verdicts: tuple[Verdict, ...] = tuple(["exact" if is_key else right for is_key in on_key])
        notes = tuple([digits_note(self.lines, i, number) for number in answer])
        self.judged[i] = Judged(i, verdicts, notes, charged)
        if charged and not all(on_key):
            self._tainted.add(i)

    def _is_on_key(self, i: int, answer: Answer) -> bool:
        return all(
            number is not None and self.lines.is_conventional(i, entry, number.value)
            for entry, number in enumerate(answer)
        )

    def _is_copy(self, i: int, answer: Answer, other: int) -> bool:
        """Whether an answer is the same quantity of the step before, which is wrong.

        Others may be equal by computing: tanh z is z where z is small, a sum is its only term.
        """
        written = self.answers[other]
        if other not in self._tainted or written is None or not same_entry(written[0], answer[0]):
            return False
        if self.lines.lines[i].symbol != self.lines.lines[other].symbol:
            return False
        return values_of(written) == values_of(answer)

    def _entry(
        self, i: int, entry: int, number: Number | None, own: Sequence[Enclosed], charged: bool
    ) -> tuple[Verdict, Note]:
        """Judge an entry: on the own path to the nearest, cut off, with few digits; else on the clean one."""
        if number is None:
            return "blank", ""
        by_key = self.lines.is_conventional(i, entry, number.value)
        right: Verdict = "exact" if by_key else "follow-through" if charged else "rounding"
        found = self._fit(i, entry, number, own)
        if found is not None:
            significant = digits_note(self.lines, i, number) if found in ("", "short") else ""
            return right, significant or found
        if by_key:
            return "exact", "not-own"
        if self._tainted:
            clean = self.enclosures(i, clean=True)
            is_narrow = self._width(clean, entry) <= WIDEST_BRIDGE * self.lines.unit_of(i)
            # With fewer digits it is near too much to count where the own work gives something else.
            if is_narrow and self._fit(i, entry, number, clean, clean=True) in ("", "cut"):
                return "rounding", "not-own"
            if charged and follows_recomputed(self, i, entry, number):
                return "follow-through", "recomputed"
        few = any(fits_at_own_unit(self.lines, i, number, form, entry) for form in own)
        return "wrong", "few" if few else ""

    @staticmethod
    def _width(forms: Sequence[Enclosed], entry: int) -> int:
        return min(form.high[entry] - form.low[entry] for form in forms)

    def _fit(
        self, i: int, entry: int, number: Number, forms: Sequence[Enclosed], *, clean: bool = False
    ) -> Note | None:
        """Say how a number fits what the lines before give; None where it fits no form of the equation."""
        present = self.present(self.lines.lines[i])
        return how_it_fits(
            self.lines, i, present, entry, number, forms, lambda: self.enclosures(i, 1, clean=clean)
        )

    def _short_half(self, i: int, number: Number) -> int:
        return short_half(number.value, self.lines.decimals(i), self.lines.exactly.places)

    # What is to be said

    def expected(self, i: int) -> tuple[str, ...]:
        """Print what the own earlier answers give, as a reader with a calculator would have it."""
        judged = self.judged.get(i)
        if judged is None or not (judged.charged or judged.wrong):
            return self.lines.key[i]
        try:
            return self.lines.printed(i, own_value(Own(self.lines, self.answers, self.present), i, {}))
        except NO_VALUE:
            return self.lines.key[i]

    def follows(self, i: int) -> tuple[str, ...]:
        """Print what the lines before give for a line, answered or not: the key, where those are right."""
        if self._tainted.isdisjoint(self._reads(i)):
            return self.lines.key[i]
        try:
            return self.lines.printed(i, own_value(Own(self.lines, self.answers, self.present), i, {}))
        except NO_VALUE:
            return self.lines.key[i]


@lru_cache(maxsize=4096)
def _all(i: int, size: int, verdict: Verdict, note: Note) -> Judged:
    return Judged(i, (verdict,) * size, (note,) * size)


def _hull(values: Sequence[Enclosed]) -> Enclosed:
    return Enclosed(
        [min(ends) for ends in zip(*(value.low for value in values), strict=True)],
        [max(ends) for ends in zip(*(value.high for value in values), strict=True)],
    )
