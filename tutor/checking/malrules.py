"""The catalogue of mistakes: each a change to an equation of the table, to a token, or to a length.

The same rule serves both ways: a judge evaluates the changed equation to see whether it explains a claim, and
a planter writes what the changed equation gives. A change acts on *roles* (input term, recurrent term, bias,
state, activation), never on names, so it fits any table whose parameters have those roles.

Equations come here in absolute form: a quantity of step 2 is ``Ref("h", unit="2")``; a number that somebody
wrote for the recurrent term keeps its role as symbol, ``Ref("q", unit="#7")``.

The names of the mistakes are those of the research notes on student errors; families cannot be told apart in
principle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, cast

from tutor.calculation.equations import (
    Add,
    Div,
    Expression,
    Fn,
    Matrix,
    MatVec,
    Param,
    Ref,
    flat,
    rewrite,
    walk,
)
from tutor.calculation.equations import Vector as Numbers
from tutor.errors import Sentence, say

ONE, ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Site:
    """Where a mistake is made: the step, the parameters by role, and which word stands at each step.

    ``words`` has the position of the 1 in x at every step, from 0; None where x is no one-hot vector.
    """

    step: int
    parameters: Mapping[str, Numbers | Matrix]
    words: Sequence[int | None]
    hidden_size: int
    input_size: int

    def matrix(self, name: str) -> Matrix:
        """Give a matrix by its role."""
        return cast(Matrix, self.parameters[name])

    def vector(self, name: str) -> Numbers:
        """Give a bias by its role."""
        return cast(Numbers, self.parameters[name])

    def word(self, step: int) -> int | None:
        """Give the position of the 1 in x at a step, if that is known."""
        return self.words[step - 1] if 1 <= step <= len(self.words) else None


@dataclass(frozen=True)
class Variant:
    """A changed equation, with the changed parameters that it reads; ``entry`` where one entry is changed."""

    expression: Expression
    parameters: Mapping[str, Numbers | Matrix] = field(default_factory=lambda: MappingProxyType({}))
    entry: int = 0


Change = Callable[[Expression, Site], Iterator[Variant]]
By = Literal["equation", "token", "length", "writing", "note"]


@dataclass(frozen=True)
class Mistake:
    """One row of the catalogue.

    ``by`` says what it changes: the equation, the digits of a token, the length of a result, the way lines are
    written down, or nothing that earns a mark off. ``screened``: a variant must make it visible. Mistakes of
    one ``family`` count as one.
    """

    number: int
    name: str
    title: Sentence
    screened: bool
    by: By
    family: str
    change: Change | None = None


# What a term of a sum is for


def is_input(term: Expression) -> bool:
    """Whether a term is W_ih x, or a number written for it."""
    return _is_term(term, "weight_ih", "p")


def is_recurrent(term: Expression) -> bool:
    """Whether a term is W_hh h, or a number written for it."""
    return _is_term(term, "weight_hh", "q")


def is_bias(term: Expression) -> bool:
    """Whether a term is the bias."""
    return isinstance(term, Param) and term.name.partition("/")[0] == "bias"


def _is_term(term: Expression, parameter: str, symbol: str) -> bool:
    if isinstance(term, MatVec):
        return term.matrix.name.partition("/")[0] == parameter
    return isinstance(term, Ref) and term.symbol == symbol


def _in_sums(
    expression: Expression, change: Callable[[tuple[Expression, ...]], tuple[Expression, ...] | None]
) -> Iterator[Variant]:
    """Change the terms of the sum that holds a recurrent term, an input term or the bias."""
    done = False

    def rewritten(node: Expression) -> Expression | None:
        nonlocal done
        if not isinstance(node, Add):
            return None
        terms = change(node.terms)
        if terms is None or not terms:
            return None
        done = True
        return terms[0] if len(terms) == 1 else Add(terms)

    changed = rewrite(expression, rewritten)
    if done:
        yield Variant(changed)


def _without(expression: Expression, is_it: Callable[[Expression], bool]) -> Iterator[Variant]:
    return _in_sums(
        expression,
        lambda terms: tuple(t for t in terms if not is_it(t)) if any(map(is_it, terms)) else None,
    )


def _replacing(
    expression: Expression, change: Callable[[Expression], Expression | None], **parameters: Numbers | Matrix
) -> Iterator[Variant]:
    changed = rewrite(expression, change)
    if changed != expression:
        yield Variant(
            changed, MappingProxyType({_slashed(name): value for name, value in parameters.items()})
        )


def _slashed(name: str) -> str:
    return name.replace("__", "/")


def _with_parameter(
    expression: Expression, name: str, way: str, value: Numbers | Matrix, entry: int = 0
) -> Iterator[Variant]:
    """Put a changed parameter in the place of a parameter."""
    changed = rewrite(expression, lambda node: Param(f"{name}/{way}") if node == Param(name) else None)
    if changed != expression:
        yield Variant(changed, MappingProxyType({f"{name}/{way}": value}), entry)


# The changes, in the catalogue's order


def _bias(change: Callable[[Numbers], Sequence[Numbers]], way: str) -> Change:
    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if "bias" in site.parameters:
            for index, value in enumerate(change(site.vector("bias"))):
                yield from _with_parameter(expression, "bias", f"{way}{index}", value)

    return variants


def _swaps(values: Sequence[Decimal]) -> list[Numbers]:
    """Swap any two entries."""
    swapped = []
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            changed = list(values)
            changed[i], changed[j] = changed[j], changed[i]
            swapped.append(tuple(changed))
    return swapped


def _one_bias_only(expression: Expression, site: Site) -> Iterator[Variant]:
    for name in ("bias_ih", "bias_hh"):
        if name in site.parameters:
            yield from _with_parameter(expression, "bias", name, site.vector(name))


def _transposed(expression: Expression, site: Site) -> Iterator[Variant]:
    if "weight_hh" in site.parameters:
        turned = tuple(zip(*site.matrix("weight_hh"), strict=True))
        yield from _with_parameter(expression, "weight_hh", "transposed", turned)


def _for_input(vector: Callable[[Site], Iterator[Numbers]], way: str) -> Change:
    """Put another vector in the place of the input term W_ih x."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if "weight_ih" not in site.parameters:
            return
        for index, value in enumerate(vector(site)):
            name = f"weight_ih/{way}{index}"
            changed = rewrite(
                expression, lambda node, name=name: Param(name) if _is_input_product(node) else None
            )
            if changed != expression:
                yield Variant(changed, MappingProxyType({name: value}))

    return variants


def _is_input_product(node: Expression) -> bool:
    return isinstance(node, MatVec) and node.matrix == Param("weight_ih")


def _columns(site: Site, positions: Sequence[int]) -> Iterator[Numbers]:
    columns = list(zip(*site.matrix("weight_ih"), strict=True))
    for position in positions:
        if 0 <= position < len(columns):
            yield columns[position]


def _wrong_column(site: Site) -> Iterator[Numbers]:
    word = site.word(site.step)
    if word is not None:
        yield from _columns(site, (word + 1, word - 1))


def _previous_input(site: Site) -> Iterator[Numbers]:
    word = site.word(site.step - 1)
    if word is not None:
        yield from _columns(site, (word,))


def _row_for_column(site: Site) -> Iterator[Numbers]:
    word, matrix = site.word(site.step), site.matrix("weight_ih")
    if word is not None and word < len(matrix):
        yield matrix[word]


def _row_sums(site: Site) -> Iterator[Numbers]:
    yield tuple(sum(row, ZERO) for row in site.matrix("weight_ih"))


def _exchanged(expression: Expression, site: Site) -> Iterator[Variant]:
    if site.hidden_size == site.input_size:
        other = {"weight_ih": "weight_hh", "weight_hh": "weight_ih"}
        yield from _replacing(
            expression,
            lambda node: Param(other[node.name]) if isinstance(node, Param) and node.name in other else None,
        )


def _is_state(node: Expression, site: Site) -> bool:
    return isinstance(node, Ref) and node == Ref("h", unit=str(site.step - 1))


def _state_of(step: Callable[[int], int]) -> Change:
    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        before = step(site.step)
        if before >= 0 and before != site.step - 1:
            other = Ref("h", unit=str(before))
            yield from _replacing(expression, lambda node: other if _is_state(node, site) else None)

    return variants


def _state_copied(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn):
        yield Variant(Ref("h", unit=str(site.step - 1)))


def _elementwise(expression: Expression, site: Site) -> Iterator[Variant]:
    if "weight_hh" in site.parameters:
        matrix = site.matrix("weight_hh")
        diagonal = tuple(
            tuple(entry if i == j else ZERO for j, entry in enumerate(row)) for i, row in enumerate(matrix)
        )
        yield from _with_parameter(expression, "weight_hh", "diagonal", diagonal)


def _matrix_omitted(expression: Expression, site: Site) -> Iterator[Variant]:
    def change(node: Expression) -> Expression | None:
        return node.vector if isinstance(node, MatVec) and node.matrix == Param("weight_hh") else None

    return _replacing(expression, change)


def _permutations(size: int) -> Iterator[Matrix]:
    identity = [tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size)]
    for i in range(size):
        for j in range(i + 1, size):
            rows = list(identity)
            rows[i], rows[j] = rows[j], rows[i]
            yield tuple(rows)


def _state_swapped(expression: Expression, site: Site) -> Iterator[Variant]:
    for index, matrix in enumerate(_permutations(site.hidden_size)):
        name = f"swap/{index}"
        for variant in _replacing(
            expression,
            lambda node, name=name: MatVec(Param(name), node) if _is_state(node, site) else None,
        ):
            yield Variant(variant.expression, MappingProxyType({name: matrix}))


def _result_swapped(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn):
        for index, matrix in enumerate(_permutations(site.hidden_size)):
            yield Variant(
                MatVec(Param(f"swap/{index}"), expression), MappingProxyType({f"swap/{index}": matrix})
            )


def _activation(*names: str) -> Change:
    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if isinstance(expression, Fn):
            for name in names:
                if name != expression.name:
                    yield Variant(Fn(name, expression.argument))

    return variants


def _no_activation(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn):
        yield Variant(expression.argument)


def _per_term(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn) and isinstance(expression.argument, Add):
        yield Variant(Add(tuple(Fn(expression.name, term) for term in expression.argument.terms)))


def _on_one_part(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn) and isinstance(expression.argument, Add):
        terms = expression.argument.terms
        for chosen in range(len(terms)):
            rest = tuple(term for index, term in enumerate(terms) if index != chosen)
            inner = Add(rest) if len(rest) > 1 else rest[0]
            yield Variant(Add((terms[chosen], Fn(expression.name, inner))))
            if len(rest) > 1:
                yield Variant(Add((Fn(expression.name, terms[chosen]), *rest)))


def _twice(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn):
        yield Variant(Fn(expression.name, expression))


def _old_state_added(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn):
        total = Add((Ref("h", unit=str(site.step - 1)), expression))
        yield Variant(total)
        yield Variant(Div(total, Param("two")), MappingProxyType({"two": (Decimal(2),)}))


def _in_product(ways: Mapping[str, Callable[[Matrix, int, int], Decimal | None]]) -> Change:
    """Change one weight of the recurrent matrix, as a slip in one product does."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if "weight_hh" not in site.parameters:
            return
        matrix = site.matrix("weight_hh")
        for i, row in enumerate(matrix):
            for j in range(len(row)):
                for way, change in ways.items():
                    weight = change(matrix, i, j)
                    if weight is None or weight == row[j]:
                        continue
                    edited = (*row[:j], weight, *row[j + 1 :])
                    yield from _with_parameter(
                        expression,
                        "weight_hh",
                        f"{way}{i}{j}",
                        (*matrix[:i], edited, *matrix[i + 1 :]),
                        i + 1,
                    )

    return variants


def _neighbour(offset: int) -> Callable[[Matrix, int, int], Decimal | None]:
    return lambda matrix, i, j: matrix[i][j + offset] if 0 <= j + offset < len(matrix[i]) else None


def _sign_lost(expression: Expression, site: Site) -> Iterator[Variant]:
    if isinstance(expression, Fn):
        for entry in range(site.hidden_size):
            flip = tuple(
                tuple((-ONE if i == entry else ONE) if i == j else ZERO for j in range(site.hidden_size))
                for i in range(site.hidden_size)
            )
            name = f"flip/{entry}"
            yield Variant(MatVec(Param(name), expression), MappingProxyType({name: flip}), entry + 1)


def _rows() -> Iterator[Mistake]:
    def row(
        number: int,
        name: str,
        title: str,
        screened: bool,
        by: By,
        change: Change | None = None,
        family: str = "",
    ) -> Mistake:
        return Mistake(number, name, say(title), screened, by, family or name, change)

    yield row(
        1, "bias-forgotten", "the bias was left out", True, "equation", lambda e, s: _without(e, is_bias)
    )
    yield row(
        2,
        "bias-doubled",
        "the bias was added twice",
        True,
        "equation",
        _bias(lambda b: [tuple(2 * n for n in b)], "doubled"),
    )
    yield row(
        3,
        "bias-subtracted",
        "the bias was subtracted",
        True,
        "equation",
        _bias(lambda b: [tuple(-n for n in b)], "negated"),
    )
    yield row(
        4,
        "bias-entries-swapped",
        "entries of the bias were swapped",
        True,
        "equation",
        _bias(_swaps, "swapped"),
    )
    yield row(5, "one-bias-only", "only one of the two biases was added", False, "equation", _one_bias_only)
    yield row(
        6,
        "recurrent-dropped",
        "the recurrent term was left out",
        True,
        "equation",
        lambda e, s: _without(e, is_recurrent),
    )
    yield row(
        7,
        "input-dropped",
        "the input term was left out",
        True,
        "equation",
        lambda e, s: _without(e, is_input),
    )
    yield row(
        8,
        "recurrent-transposed",
        "the recurrent matrix was read the other way round",
        True,
        "equation",
        _transposed,
    )
    yield row(
        9,
        "input-row-for-column",
        "a row of the input matrix was taken for its column",
        False,
        "equation",
        _for_input(_row_for_column, "row"),
    )
    yield row(
        10,
        "wrong-column",
        "a neighbouring column of the input matrix was taken",
        True,
        "equation",
        _for_input(_wrong_column, "column"),
    )
    yield row(
        11,
        "row-sum-for-column",
        "whole rows of the input matrix were added up",
        True,
        "equation",
        _for_input(_row_sums, "sum"),
    )
    yield row(
        12,
        "previous-input",
        "the input of the step before was used",
        True,
        "equation",
        _for_input(_previous_input, "previous"),
    )
    yield row(13, "matrices-exchanged", "the two matrices were exchanged", False, "equation", _exchanged)
    yield row(
        14,
        "state-two-back",
        "the state of two steps before was used",
        True,
        "equation",
        _state_of(lambda t: t - 2),
    )
    yield row(15, "state-copied", "the state of the step before was copied", True, "equation", _state_copied)
    yield row(
        16,
        "initial-state-throughout",
        "the initial state was used again",
        True,
        "equation",
        _state_of(lambda t: 0),
    )
    yield row(
        17,
        "elementwise-recurrent",
        "the recurrent matrix was multiplied entry by entry",
        True,
        "equation",
        _elementwise,
    )
    yield row(
        18,
        "recurrent-matrix-omitted",
        "the state was added without the recurrent matrix",
        True,
        "equation",
        _matrix_omitted,
    )
    yield row(
        19,
        "state-entries-swapped",
        "entries of the earlier state were swapped",
        True,
        "equation",
        _state_swapped,
    )
    yield row(
        20, "result-entries-swapped", "entries of the result were swapped", True, "equation", _result_swapped
    )
    yield row(21, "concatenated", "vectors were put one below the other instead of added", False, "length")
    yield row(
        22, "added-cyclically", "the shorter vector was repeated to fit the longer one", False, "length"
    )
    yield row(
        23, "no-activation", "the activation was left out", True, "equation", _no_activation, "identity"
    )
    yield row(24, "tanh-as-identity", "tanh x was taken for x", True, "equation", _no_activation, "identity")
    yield row(
        25,
        "sigmoid-for-tanh",
        "the sigmoid was taken instead of tanh",
        True,
        "equation",
        _activation("sigmoid"),
    )
    yield row(
        26,
        "degrees",
        "the calculator was set to degrees",
        True,
        "equation",
        _activation("degrees", "tan-degrees"),
    )
    yield row(27, "tan-for-tanh", "tan was taken instead of tanh", True, "equation", _activation("tan"))
    yield row(28, "inverse-tanh", "the inverse of tanh was taken", True, "equation", _activation("artanh"))
    yield row(29, "sinh-for-tanh", "sinh was taken instead of tanh", True, "equation", _activation("sinh"))
    yield row(30, "tanh-inverted", "the fraction of tanh was inverted", True, "equation", _activation("coth"))
    yield row(
        31,
        "exponent-halved-or-doubled",
        "the exponent in tanh was halved or doubled",
        True,
        "equation",
        _activation("half-tanh", "double-tanh"),
    )
    yield row(
        32,
        "relu-or-clip",
        "ReLU or clipping was taken instead of tanh",
        True,
        "equation",
        _activation("relu", "clip"),
        "identity",
    )
    yield row(33, "tanh-per-term", "tanh was taken of every term before adding", True, "equation", _per_term)
    yield row(
        34, "tanh-on-one-part", "tanh was taken of a part of the sum only", True, "equation", _on_one_part
    )
    yield row(35, "tanh-twice", "tanh was taken twice", True, "equation", _twice)
    yield row(
        36, "old-state-added", "the earlier state was added to the result", True, "equation", _old_state_added
    )
    yield row(
        37,
        "sign-slip-in-product",
        "a product has the wrong sign",
        True,
        "equation",
        _in_product({"negated": lambda m, i, j: -m[i][j]}),
    )
    yield row(
        38,
        "product-omitted-or-doubled",
        "a product was left out or added twice",
        True,
        "equation",
        _in_product({"omitted": lambda m, i, j: ZERO, "doubled": lambda m, i, j: 2 * m[i][j]}),
    )
    yield row(
        39,
        "decimal-point-slip",
        "a decimal point slipped in a product",
        True,
        "equation",
        _in_product({"tenfold": lambda m, i, j: m[i][j] * 10, "tenth": lambda m, i, j: m[i][j] / 10}),
    )
    yield row(
        40,
        "neighbouring-weight",
        "a neighbouring weight was used",
        True,
        "equation",
        _in_product({"right": _neighbour(1), "left": _neighbour(-1)}),
    )
    yield row(41, "carry-slip", "a carry slipped in a sum", False, "token")
    yield row(42, "multiplication-slip", "a product of two digits is wrong", False, "token")
    yield row(43, "result-sign-lost", "the sign of a result was lost", True, "equation", _sign_lost)
    yield row(44, "digits-transposed", "two digits of a number were exchanged", False, "token")
    yield row(45, "rounded-early", "a number was rounded too early", False, "writing")
    yield row(46, "truncated", "a number was cut off instead of rounded", False, "writing")
    yield row(
        47, "significant-figures", "significant figures were kept instead of decimals", False, "writing"
    )
    yield row(48, "own-error-carried", "an earlier error was carried on, correctly", False, "note")
    yield row(49, "equals-chain", "= stands between things that are not equal", False, "note")  # fmt: skip


CATALOGUE: Mapping[str, Mistake] = MappingProxyType({each.name: each for each in _rows()})


def carry_slips(number: Decimal) -> Iterator[Decimal]:
    """Add or take away a tenth or a hundredth, as a slipped carry does.

    >>> [str(each) for each in carry_slips(Decimal("0.380"))]
    ['0.480', '0.280', '0.390', '0.370']
    """
    for slip in (Decimal("0.1"), Decimal("-0.1"), Decimal("0.01"), Decimal("-0.01")):
        yield number + slip


def digit_transpositions(number: Decimal, decimals: int) -> Iterator[Decimal]:
    """Exchange two neighbouring digits of a number written with so many decimals.

    >>> [str(each) for each in digit_transpositions(Decimal("0.38"), 2)]
    ['0.83', '3.08']
    """
    digits = f"{abs(number):.{decimals}f}"
    sign = "-" if number < 0 else ""
    spots = [index for index, character in enumerate(digits) if character.isdigit()]
    for first, second in reversed(list(zip(spots, spots[1:], strict=False))):
        if digits[first] != digits[second]:
            swapped = list(digits)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield Decimal(sign + "".join(swapped))


def variants(mistake: Mistake, expression: Expression, site: Site) -> Iterator[Variant]:
    """Apply a mistake to an equation in absolute form; nothing comes where it does not apply."""
    if mistake.change is not None:
        for variant in mistake.change(flat(expression), site):
            if all(isinstance(node, Expression) for node in walk(variant.expression)):
                yield variant
