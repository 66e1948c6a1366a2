"""What a text with a backward pass gives: its numbers by the names that are written for them."""

from __future__ import annotations

import re
from itertools import pairwise

from tutor.binding.backwards.gradient_names import wanted
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain, Work
from tutor.record import record

Rows = tuple[tuple[float, ...], ...]

_STATES = ("h", "s")
# What a target, an output, a rate of learning may be called; which it is, the numbers say.
TARGETS = ("y", "target", "t", "d", "k", "y_true", "targets", "labels")
OUTPUTS = ("y_hat", "ŷ", "o", "z", "s", "y", "p", "yhat", "logit", "logits", "z_y")
RATES = ("η", "eta", "lr", "α", "alpha", "rate", "learning_rate")
SCORES = ("s", "o", "z", "logit", "logits", "z_y")
LOSSES = ("L", "loss", "Loss", "E", "J", "C")


_RATE = re.compile(r"(?:learning[ _]rate|step size|학습률|η|\\eta|\blr)\D{0,12}?(\d*\.?\d+)", re.IGNORECASE)


# A squared error without a letter for it: (h_2 - y)², and with its number (h_2 - 0.5)².
DIFFERENCE = re.compile(
    r"(?P<half>(?:½|0[.,]5|1\s*/\s*2)\s*[*·×⋅]?\s*(?:np\.)?(?:sum)?\s*\(?\s*)?"
    r"\(\s*(?:h|o|s|z|y_?hat|ŷ)_?\{?(?P<step>\d*)\}?\s*[-−–]\s*"
    r"(?:(?P<number>[-−]?\d+(?:\.\d+)?)|[A-Za-z]\w*)\s*\)\s*(?:\*\*\s*2|\^\s*\{?2|²)"
)


@record()
class Written:
    """A value as it is written: rows of numbers, and the unit of its last digit."""

    rows: tuple[tuple[w.Number, ...], ...]

    @property
    def floats(self) -> Rows:
        """The numbers."""
        return tuple(tuple(float(each.value) for each in row) for row in self.rows)

    @property
    def flat(self) -> tuple[w.Number, ...]:
        """The numbers row by row."""
        return tuple(each for row in self.rows for each in row)

    @property
    def turned(self) -> Written:
        """The same with rows for columns."""
        return Written(tuple(zip(*self.rows, strict=True)))

    @property
    def unit(self) -> float:
        """The unit of the last digit that is written."""
        return 10.0 ** -max(each.decimals for each in self.flat)

    @property
    def decimals(self) -> int:
        """How many digits stand behind the point."""
        return max(each.decimals for each in self.flat)


def written(expression: w.Expression) -> Written | None:
    """Take a literal: a number, a vector as a column, a matrix."""
    match expression:
        case w.Number():
            return Written(((expression,),))
        case w.Vector(entries=entries) if entries and w.is_literal(expression):
            return Written(tuple((each,) for each in entries if isinstance(each, w.Number)))
        case w.Matrix(rows=rows) if w.is_literal(expression) and len({len(row) for row in rows}) == 1:
            return Written(tuple(tuple(each for each in row if isinstance(each, w.Number)) for row in rows))
    return None


class Facts:
    """What a text gives: every name with the first value that is written for it."""

    def __init__(self, work: Work) -> None:
        self.text = "\n".join(work.lines)
        self.values: dict[tuple[str, int | None], Written] = {}
        self.order: list[str] = []
        self.loss: w.Expression | None = None
        # What a formula or a calculation stands before: no target is computed.
        self.made: set[str] = set()
        for chain in work.chains:
            name, last = chain.name, chain.segments[-1].expression
            if name is None or isinstance(name.step, str) or name.entry or wanted(name) is not None:
                continue
            if name.base in LOSSES and self.loss is None and len(chain.segments) > 1:
                self.loss = chain.segments[1].expression
            if len(chain.segments) > 2 or not w.is_literal(last):
                self.made.add(name.base)
            value = written(last)
            if value is None:
                continue
            key = name.base, name.step
            if key not in self.values:
                self.values[key] = value
                if name.step is None:
                    self.order.append(name.base)
        self._subtracted(work)
        self._entries(work)
        self.rate = next(filter(None, map(_rate_in, work.chains)), None)
        self.state = _STATES[0]
        self.steps = self._steps()

    def _subtracted(self, work: Work) -> None:
        """Read the target off y_3 - k_3 = [0.5, 0.5] - [1, 0], where nothing else gives it."""
        for chain in work.chains:
            for before, after in pairwise(each.expression for each in chain.segments):
                match before, after:
                    case (
                        w.Sum(terms=(w.Term(), w.Term(sign=-1, expression=w.Name() as name))),
                        w.Sum(terms=(w.Term(), w.Term(sign=-1, expression=number))),
                    ) if name.base in TARGETS and isinstance(name.step, int) and not name.entry:
                        value = written(number)
                        if value is not None:
                            self.values.setdefault((name.base, name.step), value)

    def _entries(self, work: Work) -> None:
        """Put entries that are written one by one together."""
        parts: dict[tuple[str, int | None], dict[int, w.Number]] = {}
        for chain in work.chains:
            name, last = chain.name, chain.segments[-1].expression
            if (
                name is not None
                and not isinstance(name.step, str)
                and len(name.entry) == 1
                and isinstance(last, w.Number)
            ):
                parts.setdefault((name.base, name.step), {}).setdefault(name.entry[0], last)
        for key, numbers in parts.items():
            if key not in self.values and sorted(numbers) == list(range(1, len(numbers) + 1)):
                self.values[key] = Written(tuple((numbers[at],) for at in sorted(numbers)))

    def _steps(self) -> int:
        for state in _STATES:
            steps = {step for base, step in self.values if base == state and step}
            if steps and steps == set(range(1, max(steps) + 1)):
                self.state = state
                return max(steps)
        return 0

    def states(self) -> list[Written]:
        """Give the state of every step."""
        return [self.values[self.state, t] for t in range(1, self.steps + 1)]

    def start(self, size: int) -> Rows | None:
        """Give the state before the first step, zeros where nothing is said; None where it does not fit."""
        given = self.values.get((self.state, 0))
        if given is None:
            return tuple((0.0,) for _ in range(size))
        rows = given.floats
        return rows * size if len(rows) == 1 and not rows[0][0] else rows if len(rows) == size else None

    def inputs(self) -> list[Rows] | None:
        """Give the input of every step, step by step or in one list of numbers; None where one is missing."""
        each = [self.values.get(("x", t)) for t in range(1, self.steps + 1)]
        if all(each):
            return [one.floats for one in each if one is not None]
        whole = self.values.get(("x", None)) or self.values.get(("xs", None))
        if whole is None or self.steps not in (len(whole.rows), len(whole.flat)):
            return None
        if len(whole.rows) == self.steps:
            return [tuple((number,) for number in row) for row in whole.floats]
        return [((float(number.value),),) for number in whole.flat]


def _rate_in(chain: Chain) -> float | None:
    """Read the rate off an update in which it is a number: ``W -= 0.1 * dW``."""
    match chain.segments[1].expression if len(chain.segments) > 1 else None:
        case w.Sum(
            terms=(w.Term(expression=w.Name(base=old)), w.Term(expression=w.Product(factors=factors)))
        ) if chain.name is not None and chain.name.base == old:
            match factors:
                case (w.Number() as rate, of) if (about := wanted(of)) and about.kind == "gradient":
                    return float(abs(rate.value))
    return None


def rate_of(facts: Facts) -> float | None:
    """Find the rate of learning that a text gives."""
    for base in RATES:
        if (value := facts.values.get((base, None))) is not None and len(value.flat) == 1:
            return float(value.flat[0].value)
    found = _RATE.search(facts.text)
    return float(found[1]) if found else facts.rate
