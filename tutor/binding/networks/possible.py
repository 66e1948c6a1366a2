"""The problems that a text with gates, layers or directions may describe; several where it leaves a choice.

What leaves one: a square matrix of which no formula tells on which side of its vector it stands, and a reset
gate that may come before the matrix of the state or after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from tutor.binding import binding_messages as says
from tutor.binding.gates import other_state
from tutor.binding.model import Model
from tutor.binding.networks.defined import Defined, Role, defined, root_of
from tutor.binding.networks.units import (
    NoNetworkError,
    Part,
    Place,
    Tensor,
    is_stacked,
    parts_of,
    place_of,
    symbol_of,
    tensors_of,
)
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Vector
from tutor.calculation.names import Orientation
from tutor.calculation.problem import Problem
from tutor.language.faults import Sentence, TutorError
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work
from tutor.record import record, replace


@record()
class Candidates:
    """Problems, the likeliest first; where there are none, ``why``.

    ``lowest`` is the number of the writer's lowest layer, ``undecided`` says what leaves a choice.
    """

    problems: tuple[Problem, ...]
    why: Sentence | None = None
    lowest: int = 0
    undecided: Sentence | None = None


def candidates(work: Work, model: Model, decimals: int) -> Candidates:
    """Put together the networks that a text with gates or several units may have.

    >>> from tutor.binding.givens import collect
    >>> from tutor.binding.model import understand
    >>> from tutor.binding.roles import bind
    >>> from tutor.reading.reader import read
    >>> work = read("W_z = 0.5, U_z = 1, W_r = 0.1, U_r = 0.3, W_h = 1, U_h = 1; x_1 = 2, h_0 = 0;"
    ...             "z_1 = σ(W_z x_1 + U_z h_0) = 0.731")
    >>> found = candidates(work, understand(bind(work), collect(work, bind(work))), 3)
    >>> [each.unit.cell.kind for each in found.problems]
    ['gru', 'gru_reset_before']
    >>> str(found.undecided)
    'nothing tells whether the reset gate comes before the matrix of the state or after it'
    """
    from tutor.spec import problem_of  # most texts have no gates, and need none of what reads a spec

    other = other_state(work)
    if other is not None:
        return Candidates((), says.STATES_ARE_COMPUTED_IN_ANOTHER_WAY(line=other.place.line))
    found = defined(work)
    problems: list[Problem] = []
    why: Sentence | None = None
    lowest, undecided = 0, None
    try:
        kinds = _kinds(work, found, model)
        for kind, stack in product(kinds, _stacks(found, kinds)):
            parts = parts_of(found, kind, stack)
            lowest = min((place.layer for place in parts), default=0)
            _require_units(work, parts)
            _require_terms(work, found, kind)
            undecided = _undecided(parts, kinds, stacked=bool(stack))
            read = _read(work, model, found)
            for usual in _ways(parts):
                cell = {"kind": kind, **tensors_of(parts, kind, usual)}
                data = {**read, "cell": cell | _starts(found, cell, lowest, kind)}
                rounding = replace(model.rounding, decimals=min(max(decimals, 1), 12))
                problems.append(replace(problem_of(data), rounding=rounding, written=_written(work, kind)))
    except NoNetworkError as error:
        why = error.why
    except TutorError as error:
        why = error.faults[0].title
    return Candidates(tuple(problems), why, lowest, undecided)


def _require_units(work: Work, parts: Mapping[Place, Part]) -> None:
    """Require weights for every layer and direction whose states a text computes."""
    units = {(place.layer, place.reverse) for place in parts}
    for chain in work.chains:
        if chain.name is not None and chain.name.step is not None:
            root, layer, back = root_of(chain.name.base)
            if root == "h" and (layer, back) not in units:
                raise NoNetworkError(says.NO_WEIGHTS_FOR_NAME(name=chain.name.text, line=chain.place.line))


def _require_terms(work: Work, found: Defined, kind: str) -> None:
    """Require that what is added to a product with one of the network's matrices is understood."""
    known = {base for base in found.by_base if place_of(base, kind) or place_of(base, kind, gate_first=True)}
    for chain in work.chains:
        for node in (node for segment in chain.segments for node in w.walk(segment.expression)):
            if not isinstance(node, w.Sum):
                continue
            terms = [term.expression for term in node.terms]
            inside = {each.base for term in terms for each in w.walk(term) if isinstance(each, w.Name)}
            for term in terms if inside & known else ():
                if isinstance(term, w.Name) and term.base in found.by_base and term.base not in known:
                    raise NoNetworkError(says.NAME_WAS_NOT_UNDERSTOOD(name=term.text, line=term.place.line))


def _undecided(parts: Mapping[Place, Part], kinds: Sequence[str], *, stacked: bool) -> Sentence | None:
    """Say what leaves a choice."""
    either = next(_open(parts), None)
    if either is not None:
        name, line = either.definition.text, either.definition.place.line
        return says.EITHER_WAY_IS_POSSIBLE(name=name, line=line)
    if stacked:
        return says.STATE_OR_X_MAY_COME_FIRST_IN_THE_STACK()
    return says.THE_RESET_GATE_MAY_COME_BEFORE_THE_MATRIX_OR_AFTER() if len(kinds) > 1 else None


def has_gates(work: Work) -> bool:
    """Whether a text gives weights to the gates of an LSTM or a GRU, by their customary letters.

    >>> from tutor.reading.reader import read
    >>> has_gates(read("W_f = 1, U_f = 2, W_o = 3, U_o = 4")), has_gates(read("W_f = 1, U_f = 2"))
    (True, False)
    """
    return bool(_gated_kinds(work, defined(work)))


def _kinds(work: Work, found: Defined, model: Model) -> Sequence[str]:
    """Give the tables that may be meant."""
    return _gated_kinds(work, found) or (model.cell.kind,)


def _gated_kinds(work: Work, found: Defined) -> Sequence[str]:
    """Give the tables with gates that may be meant, by the letters of the gates that have weights."""
    gates = {place.gate for kind in ("lstm", "gru") for base in found.by_base if (place := _gate(base, kind))}
    if {"f", "o"} <= gates:
        return ("lstm",)
    if {"z", "r"} <= gates:
        resets = set(_resets(work))
        return tuple(resets) if len(resets) == 1 else ("gru", "gru_reset_before")
    return ()


def _resets(work: Work) -> Iterator[str]:
    """Tell from the formulas which GRU it is: whether the reset gate scales a product, or the state."""
    for chain in work.chains:
        for node in (node for segment in chain.segments for node in w.walk(segment.expression)):
            if not isinstance(node, w.Product):
                continue
            factors = [_root(factor) for factor in node.factors]
            if "r" in factors and len(factors) == 2:
                (other,) = [at for at, factor in enumerate(factors) if factor != "r"] or [0]
                inner = list(w.walk(node.factors[other]))
                if factors[other] == "h":
                    yield "gru_reset_before"
                elif factors[other] == "q_n" or any(_root(each) == "h" for each in inner):
                    yield "gru"


def _root(node: w.Expression) -> str:
    return root_of(node.base)[0] if isinstance(node, w.Name) else ""


def _gate(base: str, kind: str) -> Place | None:
    return place_of(base, kind) or place_of(base, kind, gate_first=True)


def _stacks(found: Defined, kinds: Sequence[str]) -> Sequence[Sequence[Role]]:
    """Give what may be stacked where every gate has one matrix and no product tells."""
    if is_stacked(found, kinds[0]):
        return (("hh", "ih"), ("ih", "hh"))
    return ((),)


def _open(parts: Mapping[Place, Part]) -> Iterator[Part]:
    """Find matrices that could stand on either side, and of which nothing says on which."""
    for place, part in parts.items():
        rows = part.definition.rows
        square = len(rows) == len(rows[0]) > 1
        if place.tensor.startswith("weight") and part.order is None and square:
            yield part


def _ways(parts: Mapping[Place, Part]) -> Iterator[Mapping[Tensor, Orientation]]:
    """Give how the matrices that are left open may be read: most likely as the others are."""
    told = Counter(part.order for part in parts.values() if part.order is not None)
    first: Orientation = "rows" if told["rows"] > told["columns"] else "columns"
    second: Orientation = "columns" if first == "rows" else "rows"
    ways = (first, second) if any(_open(parts)) else (first,)
    for of_input, of_state in product(ways, ways):
        yield {"weight_ih": of_input, "weight_hh": of_state}


def _written(work: Work, kind: str) -> tuple[str, ...]:
    """Give the quantities that a text writes down: these alone are rounded, and go on as they are written."""
    cell = CELLS[kind]
    names = (chain.name for chain in work.chains if chain.name is not None and chain.name.step is not None)
    own = {symbol_of(root_of(name.base)[0], cell) for name in names}
    return tuple(symbol for symbol in cell.symbols if symbol in own or symbol in cell.states)


def _read(work: Work, model: Model, found: Defined) -> Mapping[str, Any]:
    """Give what the network reads in the steps that are computed."""
    inputs = {**found.inputs, **model.inputs}
    names = [chain.name for chain in work.chains if chain.name is not None and _root(chain.name) != "x"]
    computed = [name.step for name in names if isinstance(name.step, int) and name.step in inputs]
    steps = range(work.first, max((work.first, *computed)) + 1)
    missing = next((step for step in steps if step not in inputs), None)
    if missing is not None:
        raise NoNetworkError(says.X_OF_STEP_IS_NOT_GIVEN(step=missing))
    read = model.read({step: inputs[step] for step in steps})
    if "inputs" in read:
        return {"inputs": [list(vector) for vector in read["inputs"]]}
    return {"tokens": list(read["words"]), "vocabulary": list(read["vocabulary"])}


def _starts(found: Defined, cell: Mapping[str, Any], lowest: int, kind: str) -> dict[str, Any]:
    """Give the states before the first step, where one is not zero: a row for every layer and direction."""
    size = len(cell["weight_hh_l0"][0])
    units = [(layer, back) for layer in range(cell.get("num_layers", 1)) for back in (False, True)]
    units = [unit for unit in units if not unit[1] or cell.get("bidirectional")]
    starts: dict[str, Any] = {}
    for state in CELLS[kind].states:
        given: dict[tuple[int, bool], Vector] = {}
        for base, definition in found.starts.items():
            root, layer, back = root_of(base)
            numbers = tuple(entry for row in definition.rows for entry in row)
            if root.lower() == state and any(numbers):
                given[max(layer - lowest, 0), back] = numbers
        rows = [list(given.get(unit, (0,) * size)) for unit in units]
        if given:
            starts[f"{state}_0"] = rows if len(units) > 1 else rows[0]
    return starts
