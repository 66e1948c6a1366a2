"""The changes that mistakes make to an equation; they act on roles, and serve to recognise and to plant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from tutor.calculation.equations import (
    Add,
    Expression,
    Fn,
    Matrix,
    MatVec,
    Param,
    Ref,
    references,
    rewrite,
    walk,
)
from tutor.calculation.equations import Vector as Numbers
from tutor.mistakes.sites import Change, Site, Variant, is_bias

ONE, ZERO = Decimal(1), Decimal(0)


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


def without(expression: Expression, is_it: Callable[[Expression], bool]) -> Iterator[Variant]:
    """Leave out the terms of a sum that are of a kind."""
    return _in_sums(
        expression,
        lambda terms: tuple(t for t in terms if not is_it(t)) if any(map(is_it, terms)) else None,
    )


def dropped(name: str, is_it: Callable[[Expression], bool]) -> Change:
    """Leave out the term of a matrix; alone on its line it becomes zeros."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        yield from without(expression, is_it)
        if isinstance(expression, MatVec) and name in site.parameters:
            zeros = tuple((ZERO,) * len(row) for row in site.matrix(name))
            yield from _with_parameter(expression, name, "zeros", zeros)

    return variants


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
    changed = _renamed(expression, name, f"{name}/{way}")
    if changed is not None:
        yield Variant(changed, MappingProxyType({f"{name}/{way}": value}), entry)


# What is put in the place of what does not hang on the numbers: the sheets of a class have it in common.


@lru_cache(maxsize=4096)
def _renamed(expression: Expression, name: str, other: str) -> Expression | None:
    """Read another parameter in the place of one; None where that is not read."""
    old, new = Param(name), Param(other)
    changed = rewrite(expression, lambda node: new if node == old else None)
    return changed if changed != expression else None


@lru_cache(maxsize=4096)
def _with_input(expression: Expression, name: str) -> Expression | None:
    """Put a vector in the place of the input term; None where there is none."""
    changed = rewrite(expression, lambda node: Param(name) if _is_input_product(node) else None)
    return changed if changed != expression else None


# The changes, in the catalogue's order


def bias(change: Callable[[Numbers], Sequence[Numbers]], way: str) -> Change:
    """Put a changed bias in the place of the bias."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if "bias" in site.parameters:
            for index, value in enumerate(change(site.vector("bias"))):
                yield from _with_parameter(expression, "bias", f"{way}{index}", value)

    return variants


def swaps(values: Sequence[Decimal]) -> list[Numbers]:
    """Swap any two entries."""
    swapped = []
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            changed = list(values)
            changed[i], changed[j] = changed[j], changed[i]
            swapped.append(tuple(changed))
    return swapped


def one_bias_only(expression: Expression, site: Site) -> Iterator[Variant]:
    """Take one of the two biases."""
    for name in ("bias_ih", "bias_hh"):
        if name in site.parameters:
            yield from _with_parameter(expression, "bias", name, site.vector(name))


def transposed(expression: Expression, site: Site) -> Iterator[Variant]:
    """Transpose the recurrent matrix."""
    if "weight_hh" in site.parameters:
        turned = tuple(zip(*site.matrix("weight_hh"), strict=True))
        yield from _with_parameter(expression, "weight_hh", "transposed", turned)


def for_input(vectors: Callable[[Site], Iterator[tuple[str, Numbers]]]) -> Change:
    """Put other vectors in the place of the input term W_ih x, each with the name of what it is."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if "weight_ih" not in site.parameters:
            return
        for way, value in vectors(site):
            name = f"weight_ih/{way}"
            changed = _with_input(expression, name)
            if changed is not None:
                yield Variant(changed, MappingProxyType({name: value}))

    return variants


def _multiplied_state(name: str, site: Site) -> Callable[[Expression], Expression | None]:
    """Put a matrix before the state where the recurrent matrix meets it, and nowhere else."""

    def change(node: Expression) -> Expression | None:
        if not isinstance(node, MatVec) or node.matrix != Param("weight_hh"):
            return None
        read = references(node.vector)
        met = any(_is_state(each, site) or each == reset_state(site) for each in read)
        return MatVec(node.matrix, MatVec(Param(name), node.vector)) if met else None

    return change


def _is_input_product(node: Expression) -> bool:
    return isinstance(node, MatVec) and node.matrix == Param("weight_ih")


def _column(site: Site, way: str, position: int | None) -> Iterator[tuple[str, Numbers]]:
    """Give a column of the input matrix, where it has one there."""
    columns = list(zip(*site.matrix("weight_ih"), strict=True))
    if position is not None and 0 <= position < len(columns):
        yield way, columns[position]


def wrong_column(site: Site) -> Iterator[tuple[str, Numbers]]:
    """Give the neighbouring columns of the input matrix."""
    word = site.word(site.step)
    if word is not None:
        yield from _column(site, "right", word + 1)
        yield from _column(site, "left", word - 1)


def previous_input(site: Site) -> Iterator[tuple[str, Numbers]]:
    """Give the column of the word before."""
    yield from _column(site, "before", site.word(site.step - 1))


def column_of_step(site: Site) -> Iterator[tuple[str, Numbers]]:
    """Give the column that has the number of the step, whatever its word."""
    if site.word(site.step) != site.step - site.first:
        yield from _column(site, "step", site.step - site.first)


def row_for_column(site: Site) -> Iterator[tuple[str, Numbers]]:
    """Give the row of the input matrix at the word's position, and as much of it as there is room for."""
    word, matrix = site.word(site.step), site.matrix("weight_ih")
    if word is not None and word < len(matrix):
        row = matrix[word]
        yield "row", row
        if len(row) != len(matrix):
            yield "fitted", (*row, *(ZERO,) * len(matrix))[: len(matrix)]


def terms_exchanged(expression: Expression, site: Site) -> Iterator[Variant]:
    """Write the recurrent term on the line of the input term, and the reverse."""
    if not {"weight_ih", "weight_hh"} <= site.parameters.keys():
        return
    of_input = MatVec(Param("weight_ih"), Ref("x", unit=str(site.step)))
    states = Ref("h", unit=str(site.step - 1)), reset_state(site)
    recurrent = [MatVec(Param("weight_hh"), state) for state in states]
    if expression == of_input:
        yield from map(Variant, recurrent)
    elif expression in recurrent:
        yield Variant(of_input)


def bias_forgotten(expression: Expression, site: Site) -> Iterator[Variant]:
    """Leave out the bias; where an equation has two in different places, both or either."""
    biases = {node for node in walk(expression) if isinstance(node, Param) and is_bias(node)}
    chosen = [biases]
    if len(biases) > 1:
        chosen += [{bias} for bias in sorted(biases, key=lambda each: each.name)]
    for some in chosen:
        changed = _without_terms(expression, some)
        if changed != expression:
            yield Variant(changed)


def _without_terms(expression: Expression, dropped: Collection[Expression]) -> Expression:
    """Leave terms out of every sum, the inner ones too; what is nothing but them stays."""

    def change(node: Expression) -> Expression | None:
        if not isinstance(node, Add):
            return None
        terms = tuple(_without_terms(term, dropped) for term in node.terms if term not in dropped)
        return None if not terms else terms[0] if len(terms) == 1 else Add(terms)

    return rewrite(expression, change)


def row_sums(site: Site) -> Iterator[tuple[str, Numbers]]:
    """Give the sums of the rows of the input matrix."""
    yield "sums", tuple(sum(row[1:], row[0]) for row in site.matrix("weight_ih"))


def exchanged(expression: Expression, site: Site) -> Iterator[Variant]:
    """Exchange the two matrices."""
    if site.hidden_size == site.input_size:
        other = {"weight_ih": "weight_hh", "weight_hh": "weight_ih"}
        yield from _replacing(
            expression,
            lambda node: Param(other[node.name]) if isinstance(node, Param) and node.name in other else None,
        )


def reset_state(site: Site) -> Ref:
    """Give the earlier state as the reset gate has scaled it, where a cell has a line for that."""
    return Ref("v", unit=str(site.step))


def _is_state(node: Expression, site: Site) -> bool:
    return isinstance(node, Ref) and node == Ref("h", unit=str(site.step - 1))


def state_of(step: Callable[[Site], int]) -> Change:
    """Read the state of another step."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        before = step(site)
        if before >= site.first - 1 and before != site.step - 1:
            other = Ref("h", unit=str(before))
            yield from _replacing(expression, lambda node: other if _is_state(node, site) else None)

    return variants


def state_copied(expression: Expression, site: Site) -> Iterator[Variant]:
    """Copy the earlier state."""
    if isinstance(expression, Fn):
        yield Variant(Ref("h", unit=str(site.step - 1)))


def elementwise(expression: Expression, site: Site) -> Iterator[Variant]:
    """Keep the diagonal of the recurrent matrix only."""
    if "weight_hh" in site.parameters:
        matrix = site.matrix("weight_hh")
        diagonal = tuple(
            tuple(entry if i == j else ZERO for j, entry in enumerate(row)) for i, row in enumerate(matrix)
        )
        yield from _with_parameter(expression, "weight_hh", "diagonal", diagonal)


def matrix_omitted(expression: Expression, site: Site) -> Iterator[Variant]:
    """Read the state without its matrix."""

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


def state_swapped(expression: Expression, site: Site) -> Iterator[Variant]:
    """Swap two entries of the earlier state."""
    for index, matrix in enumerate(_permutations(site.hidden_size)):
        name = f"swap/{index}"
        for variant in _replacing(
            expression,
            _multiplied_state(name, site),
        ):
            yield Variant(variant.expression, MappingProxyType({name: matrix}))


def result_swapped(expression: Expression, site: Site) -> Iterator[Variant]:
    """Swap two entries of the result."""
    if isinstance(expression, Fn):
        for index, matrix in enumerate(_permutations(site.hidden_size)):
            yield Variant(
                MatVec(Param(f"swap/{index}"), expression), MappingProxyType({f"swap/{index}": matrix})
            )


def in_product(ways: Mapping[str, Callable[[Matrix, int, int], Decimal | None]]) -> Change:
    """Change one weight of the recurrent matrix, as a slip in one product does."""

    def variants(expression: Expression, site: Site) -> Iterator[Variant]:
        if "weight_hh" not in site.parameters:
            return
        matrix = site.matrix("weight_hh")
        for i, row in enumerate(matrix):
            for j in range(len(row) if site.may_slip(i) else 0):
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


def neighbour(offset: int) -> Callable[[Matrix, int, int], Decimal | None]:
    """Give the weight beside a weight."""
    return lambda matrix, i, j: matrix[i][j + offset] if 0 <= j + offset < len(matrix[i]) else None


def sign_lost(expression: Expression, site: Site) -> Iterator[Variant]:
    """Turn the sign of one entry of the result."""
    if isinstance(expression, Fn):
        for entry in filter(site.may_slip, range(site.hidden_size)):
            flip = tuple(
                tuple((-ONE if i == entry else ONE) if i == j else ZERO for j in range(site.hidden_size))
                for i in range(site.hidden_size)
            )
            name = f"flip/{entry}"
            yield Variant(MatVec(Param(name), expression), MappingProxyType({name: flip}), entry + 1)
