"""The network of a problem that is given, by the names that a text has for it.

Its targets, its loss and its rate are known; only what the text calls its parameters, states and outputs is
found: by the values that are written for them, by the names that are common where none are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from tutor.binding.backwards.facts import OUTPUTS, Facts, Written, rate_of
from tutor.binding.backwards.written_outputs import floats, written_outputs
from tutor.calculation.equations import Matrix, Vector
from tutor.calculation.problem import Problem
from tutor.record import field, record, replace

# What parameters are called where a text does not give their values.
_COMMON: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "weight_ih": ("W_ih", "W_xh", "W_hx", "W_x", "U"),
        "weight_hh": ("W_hh", "W_h", "W"),
        "bias": ("b", "b_h"),
        "weight_hy": ("W_hy", "W_yh", "W_y", "V"),
        "bias_y": ("b_y", "c"),
    }
)


@record()
class Network:
    """A problem, and which names of the text are its parameters, states, pre-activations and outputs."""

    problem: Problem
    parameters: Mapping[str, str]
    state: str
    outputs: frozenset[str]
    values: Mapping[tuple[str, int | None], Written]
    has_output: bool
    # What is written for the scores and the outputs, by the symbol and the step of their line.
    results: Mapping[tuple[str, int], Written] = field(default_factory=lambda: MappingProxyType({}))
    # Of gates, layers and directions: what is written for the lines of the forward pass, and the number of
    # the writer's lowest layer.
    stands: Mapping[str, Written] = field(default_factory=lambda: MappingProxyType({}))
    lowest: int = 0


def stated_network(facts: Facts, problem: Problem) -> Iterator[Network]:
    """Give the network of a problem of one layer and one sentence; of another, none."""
    inner = [unit for unit in problem.units if not unit.is_output]
    outer = [unit for unit in problem.units if unit.is_output]
    if (
        len(problem.sequences) > 1
        or len(inner) != 1
        or len(outer) != 1
        or "weight_hh" not in inner[0].parameters
    ):
        return
    names: dict[str, str] = {}
    for name, value in {**inner[0].parameters, **outer[0].parameters}.items():
        found = _named(facts, name, value, set(names.values()))
        if found is not None:
            names[name] = found
    digits = [each.decimals for (base, step), each in facts.values.items() if base == facts.state and step]
    decimals = max(2, min(max(digits, default=problem.rounding.decimals), 9))
    rate = problem.loss.learning_rate
    own = rate_of(facts) if rate is None else None
    yield Network(
        replace(
            problem,
            rounding=replace(
                problem.rounding, decimals=decimals, decimals_backward=decimals, backward="short"
            ),
            loss=replace(problem.loss, learning_rate=Decimal(str(own)) if own else rate),
        ),
        MappingProxyType(names),
        facts.state,
        frozenset(OUTPUTS),
        MappingProxyType(facts.values),
        True,
        written_outputs(facts, problem),
    )


def _named(facts: Facts, name: str, value: Vector | Matrix, taken: set[str]) -> str | None:
    """Find what a text calls a parameter."""
    rows = floats(value)
    turned = tuple(zip(*rows, strict=True))
    for base in facts.order:
        if base not in taken and facts.values[base, None].floats in (rows, turned):
            return base
    given = {base for base, step in facts.values if step is None}
    return next((each for each in _COMMON.get(name, ()) if each not in taken | given), None)
