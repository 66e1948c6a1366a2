"""Answers to a problem that is known, quantity by quantity: the same rule, page and catalogue as for a text.

Every answer is judged from the person's own earlier answers. A blank is bridged: what the own earlier answers
give stands for it, as wide as the roundings on the way make it. An answer that the own ones do not give but
the key does counts as right, and is pointed out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from tutor.calculation.equations import Expression, Ref
from tutor.calculation.evaluation import Enclosed
from tutor.calculation.problem import Problem
from tutor.calculation.trace import trace
from tutor.checking.binding import Binding
from tutor.checking.diagnosis import diagnose
from tutor.checking.findings import Verdict
from tutor.checking.givens import Givens
from tutor.checking.model import Model
from tutor.checking.page import Page
from tutor.checking.widths import Judged, given, judge, texts

Answers = Mapping[tuple[str, int], Sequence[Decimal | None]]

# Wider than this many units, a bridged gap tells nothing.
WIDEST_BRIDGE = 20


@dataclass(frozen=True)
class Mark:
    """What became of one answered vector.

    ``verdicts`` has one for every entry asked for; ``expected`` is what the own earlier answers give,
    ``key`` what the problem gives. ``root``: wrong by itself. ``matches_key``: right by the key,
    not by the own earlier answers. ``wrong_size``: the answer has another number of entries.
    """

    quantity: tuple[str, int]
    verdicts: tuple[Verdict, ...]
    expected: tuple[str, ...]
    key: tuple[str, ...]
    root: bool = False
    mistakes: tuple[str, ...] = ()
    matches_key: bool = False
    wrong_size: bool = False


def judge_quantities(problem: Problem, answers: Answers) -> tuple[Mark, ...]:
    """Judge answers to a problem; ("h", 2) → its entries, None for a blank.

    Args:
        problem: what was asked.
        answers: the quantities of the table that the sheet asks for, each with its entries.

    Returns:
        A mark for every answered quantity, in the order of computing.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}})
    >>> judge_quantities(problem, {("h", 1): [Decimal("0.380")]})[0].verdicts
    ('exact',)
    """
    return _Marking(problem, answers).run()


def _model(problem: Problem) -> Model:
    """See a problem as the judge sees a text."""
    inputs = {
        step: tuple(map(Decimal, problem.vocabulary.one_hot(word)))
        for step, word in enumerate(problem.words, start=1)
    }
    return Model(
        Binding({"b": "bias"}, {}, problem.unit.cell.kind.removeprefix("rnn_")),
        Givens(steps=len(problem.words)),
        problem.unit.cell,
        problem.unit.parameters,
        problem.unit.start["h"],
        MappingProxyType(inputs),
        problem.hidden_size,
        problem.input_size,
    )


class _Marking:
    """One person's answers; grows from step to step."""

    def __init__(self, problem: Problem, answers: Answers) -> None:
        self.problem = problem
        self.answers = answers
        self.page = Page(_model(problem))
        self.decimals = problem.rounding.decimals
        self.key = trace(problem)
        self.trivial = False

    def run(self) -> tuple[Mark, ...]:
        """Judge step by step, in the order of the table."""
        marks = []
        for step in range(1, len(self.problem.words) + 1):
            for symbol in self.problem.unit.cell.symbols:
                if (symbol, step) in self.answers:
                    marks.append(self._mark(symbol, step, self.answers[symbol, step]))
                elif symbol in self.problem.unit.cell.states:
                    self._bridge(symbol, step)
        return tuple(marks)

    def _name(self, symbol: str, step: int) -> Ref:
        return Ref(symbol, unit=str(step))

    def _bridge(self, symbol: str, step: int) -> None:
        """Let what the own earlier answers give stand for a line that is not written."""
        equation = self.page.equation(symbol, step, written=True)
        value = self.page.evaluate(equation, self.decimals)
        if value is not None:
            self._put(symbol, step, None, value, charged=self.page.is_charged(equation))

    def _put(
        self,
        symbol: str,
        step: int,
        numbers: tuple[Decimal, ...] | None,
        value: Enclosed,
        *,
        charged: bool,
    ) -> None:
        name = self._name(symbol, step)
        truth = self.page.true_value(self.page.equation(symbol, step))
        self.page.put(name, numbers, value, truth=truth, charged=charged)
        self.page.lines[symbol, str(step)] = name

    def _mark(self, symbol: str, step: int, entries: Sequence[Decimal | None]) -> Mark:
        equation = self.page.equation(symbol, step, written=True)
        strict, lenient = self.page.evaluate(equation), self.page.evaluate(equation, self.decimals)
        assert strict is not None and lenient is not None
        expected = texts(self.page.as_printed(equation) or strict, self.decimals)
        key = self._key(symbol, step)
        if len(entries) != len(strict.low):
            self._bridge(symbol, step)
            wrong: Verdict = "wrong"
            return Mark((symbol, step), (wrong,) * len(expected), expected, key, True, wrong_size=True)
        numbers = [
            entry if entry is not None else Decimal(text)
            for entry, text in zip(entries, expected, strict=True)
        ]
        judged = judge(numbers, strict, lenient, asked=self.decimals)
        return self._verdicts(
            symbol, step, entries, numbers, judged, equation, strict, lenient, expected, key
        )

    def _key(self, symbol: str, step: int) -> tuple[str, ...]:
        quantity = self.key.steps[step - 1].quantities.get(symbol)
        if quantity is not None:
            return quantity.texts
        value = self.page.true_value(self.page.equation(symbol, step))
        return texts(value, self.decimals) if value is not None else ()

    def _verdicts(
        self,
        symbol: str,
        step: int,
        entries: Sequence[Decimal | None],
        numbers: list[Decimal],
        judged: Judged,
        equation: Expression,
        strict: Enclosed,
        lenient: Enclosed,
        expected: tuple[str, ...],
        key: tuple[str, ...],
    ) -> Mark:
        charged = self.page.is_charged(equation)
        too_wide = [
            high - low > WIDEST_BRIDGE * 10 ** (24 - self.decimals)
            for low, high in zip(*lenient, strict=True)
        ]
        verdicts: list[Verdict] = []
        by_key = False
        for entry, fit, right, own, wide in zip(entries, judged.fits, key, expected, too_wide, strict=True):
            if entry is None:
                verdicts.append("blank")
            elif entry == Decimal(right):
                by_key = by_key or fit == "wrong"
                verdicts.append("exact")
            elif fit == "wrong":
                verdicts.append("wrong")
            elif wide or (charged and self.trivial):
                verdicts.append("unassessable")
            elif charged:
                verdicts.append("follows")
            else:
                verdicts.append("exact" if entry == Decimal(own) else "rounding")
        wrong = tuple(i for i, verdict in enumerate(verdicts, start=1) if verdict == "wrong")
        mistakes = diagnose(self.page, step, equation, tuple(numbers), wrong, strict) if wrong else ()
        value = Enclosed(
            [
                low if entry is not None else own
                for entry, low, own in zip(entries, judged.value.low, lenient.low, strict=True)
            ],
            [
                high if entry is not None else own
                for entry, high, own in zip(entries, judged.value.high, lenient.high, strict=True)
            ],
        )
        if wrong and symbol in self.problem.unit.cell.states and not any(numbers):
            self.trivial = True
        back = all(
            entry is not None and entry == Decimal(right) for entry, right in zip(entries, key, strict=True)
        )
        if back:
            value = self._widened(numbers) if by_key else value
        self._put(symbol, step, tuple(numbers), value, charged=bool(wrong) or (charged and not back))
        return Mark((symbol, step), tuple(verdicts), expected, key, bool(wrong), mistakes, by_key)

    def _widened(self, numbers: list[Decimal]) -> Enclosed:
        unit = 10 ** (24 - self.decimals)
        exact = given(numbers).low
        return Enclosed([n - unit // 2 for n in exact], [n + unit // 2 for n in exact])
