"""Findings in words: what was claimed, what the line before gives, why, and which mistake fits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tutor.calculation.equations import Add, Expression, Fn, Matrix, MatVec, Param, Ref
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.evaluation import Enclosed
from tutor.calculation.numbers import plain
from tutor.calculation.shapes import size_text
from tutor.checking import work as w
from tutor.checking.diagnosis import by_length, diagnose
from tutor.checking.findings import Claim, Finding, Kind, Verdict
from tutor.checking.malrules import CATALOGUE, is_bias, is_input, is_recurrent
from tutor.checking.page import Page
from tutor.checking.widths import ONE, PLACES, Judged, texts, unit_decimals
from tutor.checking.work import Place
from tutor.errors import Count, Operand, Sentence, Severity, say

if TYPE_CHECKING:
    from tutor.checking.compare import Comparison


class Reports:
    """Writes the findings of one judgement."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # Names for what is talked about

    def quantity(self, c: Comparison, a: Expression) -> str | None:
        """Name the quantity of a calculation: the target where it is that, else by role and step."""
        role = c.role_of(self.page.whole.get(a, (a, 0))[0])
        if role == c.role and (role != "v" or c.level == "v"):
            return c.target
        if role in ("p", "q", "a", "h"):
            entry = self.page.whole.get(a, (a, 0))[1]
            return f"{role}_{c.step}" + (f"[{entry}]" if entry else "")
        return None

    def describe(self, c: Comparison, a: Expression) -> str:
        """Write a calculation in the writer's letters, as far as it has letters."""
        names = self.page.model.reading(3).symbols
        match a:
            case Ref(symbol, _, unit) if unit.isdigit():
                return f"{names.get(symbol, symbol)}_{unit}"
            case Ref("p"):
                return f"{names.get('weight_ih', 'W')} {names.get('x', 'x')}_{c.step}"
            case Ref("q"):
                return f"{names.get('weight_hh', 'W')} {names.get('h', 'h')}_{c.step - 1}"
            case Ref("h"):
                return f"{names.get('h', 'h')}_{c.step - 1}"
            case Ref():
                numbers = self.page.numbers_of(a)
                return f"[{', '.join(map(plain, numbers))}]" if numbers is not None else "…"
            case Param(name):
                return names.get(name.partition("/")[0], name)
            case MatVec(matrix, vector):
                return f"{self.describe(c, matrix)} {self.describe(c, vector)}"
            case Add(terms):
                return " + ".join(self.describe(c, term) for term in terms)
            case Fn(name, argument):
                return f"{name}({self.describe(c, argument)})"
        return "…"

    # Claims

    def claim(
        self,
        c: Comparison,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        judged: Judged | None,
        strict: Enclosed | None,
        charged: bool,
    ) -> Claim:
        """Record what became of a number-carrying piece."""
        tokens = _tokens(b)
        if judged is None:
            verdicts: tuple[Verdict, ...] = ("unassessable" if strict is None else "wrong",) * len(tokens)
        else:
            verdicts = tuple(_verdict(fit, charged) for fit in judged.fits)
            verdicts += ("wrong",) * (len(tokens) - len(verdicts))
        expected = texts(strict, unit_decimals(written)) if strict is not None else ()
        return Claim(b.place, self.quantity(c, a) or self.describe(c, a), tokens, verdicts, expected)

    def wrong_value(
        self,
        c: Comparison,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        judged: Judged,
        strict: Enclosed,
        lenient: Enclosed,
        truth: Enclosed | None,
    ) -> Finding:
        """A result that the line before does not give."""
        decimals = unit_decimals(written)
        expected = texts(self.page.as_printed(a) or strict, decimals)[: len(written)]
        wrong = judged.wrong
        first = wrong[0]
        token = _tokens(b)[first - 1]
        mistakes = diagnose(self.page, c.step, a, written, wrong, strict)
        argument = self.page.numbers_of(a.argument) if isinstance(a, Fn) else None
        if isinstance(a, Fn) and argument is not None and len(argument) >= first:
            because = say(
                "{function}({argument}) = {expected}, not {token}.",
                function=a.name,
                argument=plain(argument[first - 1]),
                expected=expected[first - 1],
                token=token,
            )
        else:
            because = say(
                "{calculation} gives {expected} in entry {entry}, not {token}; "
                "any rounding on the way stays between {low} and {high}.",
                calculation=self.describe(c, a),
                expected=expected[first - 1],
                entry=first,
                token=token,
                low=_edge(lenient.low[first - 1], decimals, up=False),
                high=_edge(lenient.high[first - 1], decimals, up=True),
            )
        return Finding(
            "C04",
            "error",
            "value",
            b.place,
            say("{quantity} does not follow from what stands before it", quantity=self._what(c, a)),
            because,
            _named(mistakes),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            expected=expected,
            corrected=texts(truth, decimals) if truth is not None else (),
            entries=wrong,
            carets=_entry_places(b, wrong),
            root=True,
            mistakes=mistakes,
        )

    def _what(self, c: Comparison, a: Expression) -> str:
        return c.target if c.level == c.role and c.target != "…" else self.describe(c, a)

    def still_wrong_size(
        self, c: Comparison, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed
    ) -> Finding:
        """A result whose wrong size comes from an earlier line."""
        return Finding(
            "C05",
            "error",
            "shape",
            b.place,
            say(
                "{quantity} has {found:entry|entries}, not {size}",
                quantity=self._what(c, a),
                found=Count(len(written)),
                size=len(truth.low),
            ),
            say("The wrong size comes from an earlier line."),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            corrected=texts(truth, unit_decimals(written)),
        )

    def wrong_size(
        self, c: Comparison, a: Expression, b: w.Expression, written: Numbers, strict: Enclosed
    ) -> Finding:
        """A result with too many or too few entries."""
        found, size = len(written), len(strict.low)
        mistakes = by_length(self.page, c.step, a, written)
        return Finding(
            "C02",
            "error",
            "shape",
            b.place,
            say(
                "{quantity} has {found:entry|entries}, not {size}",
                quantity=self._what(c, a),
                found=Count(found),
                size=size,
            ),
            say(
                "{calculation} has {size:entry|entries}; {size} became {found}.",
                calculation=self.describe(c, a),
                size=Count(size),
                found=found,
            ),
            _named(mistakes),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            expected=texts(self.page.as_printed(a) or strict, unit_decimals(written)),
            root=True,
            mistakes=mistakes,
        )

    def follows(
        self, c: Comparison, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed | None
    ) -> Finding:
        """A result that is right given an earlier wrong line."""
        expected = texts(truth, unit_decimals(written)) if truth is not None else ()
        wrong = tuple(
            i
            for i, (token, right) in enumerate(zip(written, expected, strict=False), start=1)
            if token != Decimal(right)
        )
        return Finding(
            "C05",
            "error",
            "value",
            b.place,
            say("{quantity} follows from an earlier wrong line", quantity=self._what(c, a)),
            say("It follows correctly from what stands before it, but an earlier line is wrong."),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            expected=expected,
            corrected=expected,
            entries=wrong,
            carets=_entry_places(b, wrong),
        )

    def forced(
        self,
        c: Comparison,
        a: Expression,
        b: w.Expression,
        written: Numbers,
        name: str,
        truth: Enclosed | None,
    ) -> Finding:
        """A sum of vectors of different sizes, done all the same."""
        charged = self.page.is_charged(a)
        mistakes = (name,) if name in CATALOGUE else ()
        because = CATALOGUE[name].title if mistakes else say("the shorter vector was filled up with zeros")
        return Finding(
            "C05" if charged else "C03",
            "error",
            "shape",
            b.place,
            say("{quantity} adds vectors of different sizes", quantity=self._what(c, a)),
            because,
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            expected=texts(truth, unit_decimals(written)) if truth is not None else (),
            root=not charged,
            mistakes=mistakes,
        )

    def unassessable(
        self, c: Comparison, a: Expression, b: w.Expression, written: Numbers, truth: Enclosed | None
    ) -> Finding:
        """A result of something that has no value."""
        return Finding(
            "C08",
            "note",
            "value",
            b.place,
            say("{quantity} cannot be assessed", quantity=self._what(c, a)),
            say(
                "{calculation} has no value: an earlier size is wrong, and no reading gives these numbers.",
                calculation=self.describe(c, a),
            ),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            expected=texts(truth, unit_decimals(written)) if truth is not None else (),
        )

    def not_given(self, c: Comparison, a: Expression, b: w.Expression, missing: Sequence[Ref]) -> Finding:
        """A result that needs what nobody has written."""
        return Finding(
            "C17",
            "warning",
            "unchecked",
            b.place,
            say(
                "{quantity} uses {missing}, not given yet",
                quantity=c.target,
                missing=self.describe(c, missing[0]),
            ),
            say("So this line was not checked."),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
        )

    def matches_key(
        self, c: Comparison, a: Expression, b: w.Expression, written: Numbers, strict: Enclosed | None
    ) -> Finding:
        """A result that is the network's, but not that of the line before."""
        return Finding(
            "C12",
            "note",
            "value",
            b.place,
            say("{quantity} matches the network, not the line before it", quantity=self._what(c, a)),
            say("The line before gives something else, because of an earlier mistake."),
            quantity=self.quantity(c, a),
            claimed=_tokens(b),
            expected=texts(strict, unit_decimals(written)) if strict is not None else (),
        )

    def remarks(
        self, c: Comparison, a: Expression, b: w.Expression, written: Numbers, judged: Judged
    ) -> list[Finding]:
        """Notes on how a right number is written."""
        found = []
        for fit, code, title in (
            ("cut", "C09", "{quantity} was cut off instead of rounded"),
            ("short", "C10", "{quantity} has fewer digits than the others"),
        ):
            entries = tuple(i for i, each in enumerate(judged.fits, start=1) if each == fit)
            if entries:
                found.append(
                    Finding(
                        code,
                        "note",
                        "value",
                        b.place,
                        say(title, quantity=self._what(c, a)),
                        quantity=self.quantity(c, a),
                        claimed=_tokens(b),
                        entries=entries,
                        carets=_entry_places(b, entries),
                        mistakes=("truncated",) if fit == "cut" else (),
                    )
                )
        return found

    # Operands

    def miscopied(
        self,
        c: Comparison,
        a: Ref | Param,
        b: w.Expression,
        known: Numbers,
        written: Numbers,
        wrong: tuple[int, ...],
    ) -> Finding:
        """An operand that is not the vector that was written."""
        state = isinstance(a, Ref) and a.symbol == "h"
        mistakes = self._other_vector(c, a, written)
        name = self.describe(c, a)
        title = (
            say("{name} is not used as it was written", name=name)
            if state
            else say("{name} was copied wrong", name=name)
        )
        if len(known) != len(written):
            because = say(
                "{name} was written with {size:entry|entries}, here it has {found}.",
                name=name,
                size=Count(len(known)),
                found=len(written),
            )
        else:
            because = say("{name} was written as ({known}).", name=name, known=", ".join(map(plain, known)))
        kind: Kind = "state" if state else "value"
        return Finding(
            "C06" if state else "C07",
            "error",
            kind,
            b.place,
            title,
            because,
            _named(mistakes),
            quantity=name if not (state and isinstance(a, Ref) and a.unit.isdigit()) else f"h_{a.unit}",
            claimed=_tokens(b),
            expected=tuple(map(plain, known)),
            entries=wrong,
            carets=_entry_places(b, wrong),
            root=True,
            mistakes=mistakes,
        )

    def _other_vector(self, c: Comparison, a: Ref | Param, written: Numbers) -> tuple[str, ...]:
        """Name what was taken instead of an operand."""
        step, known = c.step, self.page.numbers_of(a)
        names = []

        def at(symbol: str, when: int) -> bool:
            return self.page.numbers_of(Ref(symbol, unit=str(when))) == written

        if isinstance(a, Ref) and a.symbol == "h":
            names += ["state-two-back"] if step >= 2 and at("h", step - 2) else []
            names += ["initial-state-throughout"] if step >= 2 and at("h", 0) else []
            if known is not None and sorted(known) == sorted(written) and len(known) == len(written):
                names.append("state-entries-swapped")
        elif isinstance(a, Ref) and a.symbol == "x":
            names += ["previous-input"] if at("x", step - 1) else []
            if (
                known is not None
                and 1 in known
                and 1 in written
                and abs(known.index(1) - written.index(1)) == 1
            ):  # type: ignore[arg-type]
                names.append("wrong-column")
        elif is_bias(a) and known is not None and len(known) == len(written):
            if sorted(known) == sorted(written):
                names.append("bias-entries-swapped")
            if all(n == -k for n, k in zip(written, known, strict=True)):
                names.append("bias-subtracted")
            if all(n == 2 * k for n, k in zip(written, known, strict=True)):
                names.append("bias-doubled")
        return tuple(names)

    def short_copy(
        self, c: Comparison, a: Ref | Param, b: w.Expression, known: Numbers, written: Numbers, *, exact: bool
    ) -> Finding:
        """An operand with fewer digits than it was written with."""
        return Finding(
            "C10",
            "note",
            "value",
            b.place,
            say("{name} is used with fewer digits than it was written with", name=self.describe(c, a)),
            claimed=_tokens(b),
            expected=tuple(map(plain, known)),
        )

    def other_matrix(
        self, c: Comparison, b: w.Expression, a: MatVec, other: Param, columns: Matrix, wanted: Matrix
    ) -> Finding:
        """A matrix that is not the one that was given."""
        name = self.describe(c, a.matrix)
        shape, right = (len(columns), len(columns[0])), (len(wanted), len(wanted[0]))
        carets: list[Place] = []
        if shape == right and isinstance(b, w.Matrix):
            flat_columns = [n for row in columns for n in row]
            flat_wanted = [n for row in wanted for n in row]
            entries = [entry for row in b.rows for entry in row]
            if [e.value for e in entries if isinstance(e, w.Number)] == flat_columns:
                carets = [
                    e.place for e, n, k in zip(entries, flat_columns, flat_wanted, strict=True) if n != k
                ]
        mistakes = (
            ("recurrent-transposed",)
            if other.name == "weight_hh/transposed"
            else ("matrices-exchanged",)
            if other.name in ("weight_ih", "weight_hh")
            else ()
        )
        return Finding(
            "C07",
            "error",
            "shape" if shape != right else "value",
            b.place,
            say("{name} was copied wrong", name=name),
            say("{name} was given as {matrix}.", name=name, matrix=_matrix(wanted)),
            _named(mistakes),
            quantity=name,
            claimed=(size_text(shape),)
            if shape != right
            else tuple(plain(n) for row in columns for n in row),
            expected=(size_text(right),)
            if shape != right
            else tuple(plain(n) for row in wanted for n in row),
            carets=tuple(carets),
            root=True,
            mistakes=mistakes,
        )

    # Formulas

    def formula(
        self,
        c: Comparison,
        b: w.Expression,
        wanted: Expression,
        severity: Severity,
        mistakes: tuple[str, ...],
    ) -> Finding:
        """A formula that is not the network's."""
        return Finding(
            "C11",
            severity,
            "notation",
            b.place,
            say("the formula for {target} is not that of the network", target=c.target),
            say("Its equation is {equation}.", equation=self.describe(c, wanted)),
            _named(mistakes),
            quantity=c.target,
            root=severity == "error",
            mistakes=mistakes,
        )

    def other_function(self, c: Comparison, b: w.Apply, wanted: str, found: str) -> Finding:
        """Another activation than the network's."""
        mistakes = {"sigmoid": ("sigmoid-for-tanh",), "relu": ("relu-or-clip",)}.get(found, ())
        return Finding(
            "C11",
            "error",
            "notation",
            b.place,
            say("{found} stands where the network has {wanted}", found=found, wanted=wanted),
            None,
            _named(mistakes),
            quantity=c.target,
            claimed=(found,),
            expected=(wanted,),
            root=True,
            mistakes=mistakes,
        )

    def function_missing(self, c: Comparison, b: w.Expression, wanted: str) -> Finding:
        """A line that lost its activation."""
        return Finding(
            "C11",
            "warning",
            "notation",
            b.place,
            say("{wanted} is missing in this line", wanted=wanted),
            say("= stands between things that are not equal."),
            quantity=c.target,
            mistakes=("equals-chain",),
        )

    def equals_chain(self, c: Comparison, b: w.Expression) -> Finding:
        """A result that goes on as the argument of the next calculation."""
        return Finding(
            "C11",
            "note",
            "notation",
            b.place,
            say("= stands between things that are not equal"),
            say("The number before it is the argument, not the value."),
            mistakes=("equals-chain",),
        )

    def other_symbol(self, c: Comparison, b: w.Expression, a: Expression) -> Finding:
        """A name that stands for something else."""
        text = b.text if isinstance(b, w.Name) else "…"
        return Finding(
            "C11",
            "error",
            "notation",
            b.place,
            say("{name} stands where {wanted} belongs", name=text, wanted=self.describe(c, a)),
            quantity=c.target,
            claimed=(text,),
            expected=(self.describe(c, a),),
            root=True,
        )

    def extra_term(self, c: Comparison, b: w.Expression) -> Finding:
        """A term that the network does not have."""
        return Finding(
            "C11",
            "error",
            "value",
            b.place,
            say("this term does not belong to the sum"),
            quantity=c.target,
            claimed=_tokens(b),
            root=True,
        )

    def left_out(
        self, c: Comparison, b: w.Expression, missing: Sequence[Expression], *, note: bool
    ) -> Finding:
        """A term that is missing from a sum."""
        names = [
            name
            for name, test in (
                ("bias-forgotten", is_bias),
                ("input-dropped", is_input),
                ("recurrent-dropped", is_recurrent),
            )
            if all(test(term) for term in missing)
        ]
        return Finding(
            "C11",
            "note" if note else "error",
            "value",
            b.place,
            say(
                "{term} is missing from this sum", term=", ".join(self.describe(c, term) for term in missing)
            ),
            None,
            _named(tuple(names)),
            quantity=c.target,
            root=not note,
            mistakes=tuple(names),
        )

    def unfitting_sum(
        self, c: Comparison, b: w.Expression, written: Sequence[w.Expression], sizes: Sequence[int]
    ) -> Finding:
        """Vectors of different sizes are added."""
        first, second = sizes[0], next(size for size in sizes if size != sizes[0])
        odd = next(
            (each for each, size in zip(written, sizes, strict=False) if size != self.page.model.hidden_size),
            b,
        )
        return Finding(
            "C03",
            "error",
            "shape",
            odd.place,
            say("adding {first} and {second:entry|entries}", first=first, second=Count(second)),
            say("A sum needs vectors of one size; nothing is stretched to fit."),
            operands=tuple(
                Operand(_short(each), size_text((size,))) for each, size in zip(written, sizes, strict=False)
            ),
            quantity=c.target,
            claimed=_tokens(odd),
            root=True,
        )

    def other_size(
        self, c: Comparison, a: Expression, b: w.Expression, wanted: Enclosed, value: Enclosed
    ) -> Finding:
        """A calculation whose result has another size."""
        return Finding(
            "C02",
            "error",
            "shape",
            b.place,
            say(
                "{quantity} has {found:entry|entries}, not {size}",
                quantity=self._what(c, a),
                found=Count(len(value.low)),
                size=len(wanted.low),
            ),
            quantity=self.quantity(c, a),
            claimed=(str(len(value.low)),),
            expected=(str(len(wanted.low)),),
            root=True,
        )

    def other_value(
        self, c: Comparison, a: Expression, b: w.Expression, wanted: Enclosed, value: Enclosed, decimals: int
    ) -> Finding:
        """A calculation that gives something else than the one before it."""
        return Finding(
            "C04",
            "error",
            "value",
            b.place,
            say("{quantity} does not follow from what stands before it", quantity=self._what(c, a)),
            say(
                "{calculation} gives ({expected}), this gives ({found}).",
                calculation=self.describe(c, a),
                expected=", ".join(texts(wanted, decimals)),
                found=", ".join(texts(value, decimals)),
            ),
            quantity=self.quantity(c, a),
            claimed=texts(value, decimals),
            expected=texts(wanted, decimals),
            root=True,
        )


def _tokens(b: w.Expression) -> tuple[str, ...]:
    if isinstance(b, w.Number):
        return (b.token,)
    if isinstance(b, w.Vector):
        return tuple(entry.token if isinstance(entry, w.Number) else "…" for entry in b.entries)
    if isinstance(b, w.Matrix) and len(b.rows) == len(b.rows[0]) == 1:
        return _tokens(b.rows[0][0])
    return ()


def _short(b: w.Expression) -> str:
    tokens = _tokens(b)
    return f"[{', '.join(tokens)}]" if tokens else "…"


def _entry_places(b: w.Expression, entries: Sequence[int]) -> tuple[Place, ...]:
    if isinstance(b, w.Vector):
        return tuple(b.entries[i - 1].place for i in entries if i <= len(b.entries))
    return (b.place,) if entries else ()


def _named(mistakes: tuple[str, ...]) -> Sentence | None:
    if not mistakes or mistakes[0] not in CATALOGUE:
        return None
    return say("consistent with: {mistake}", mistake=CATALOGUE[mistakes[0]].title)


def _verdict(fit: str, charged: bool) -> Verdict:
    if fit == "wrong":
        return "wrong"
    if charged:
        return "follows"
    return "exact" if fit == "exact" else "rounding"


def _edge(value: int, decimals: int, *, up: bool) -> str:
    """Print the end of an interval with two more digits, rounded outwards."""
    unit = int(10 ** max(0, PLACES - decimals - 2))
    number = -(-value // unit) if up else value // unit
    return plain(Decimal(number).scaleb(-(decimals + 2)))


def _matrix(rows: Matrix) -> str:
    return "[" + ", ".join("[" + ", ".join(map(plain, row)) + "]" for row in rows) + "]"


__all__ = ["ONE", "Reports"]
