"""A trace as plain data: the content of ``--to json``, output and last states in torch's shapes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from tutor.calculation.problem import Problem

if TYPE_CHECKING:
    from tutor.calculation.trace import Run, Trace

Vectors = Sequence[Sequence[Any]]


def output_shaped(problem: Problem, of_runs: Sequence[Vectors]) -> list[Any]:
    """Arrange the result of the last layer, both directions joined, as torch does.

    Args:
        problem: whose runs these are.
        of_runs: for each run of its trace the vectors of the steps, in the order of computing.

    Returns:
        (T, D·H) for a sentence; for a batch (T, N, D·H), or (N, T, D·H) with batch_first. D is 2 where the
        network is bidirectional, else 1.
    """
    outputs = []
    for runs in _by_sequence(problem, of_runs):
        last = [
            vectors[:: unit.direction]
            for unit, vectors in zip(problem.units, runs, strict=True)
            if unit.layer == problem.num_layers - 1
        ]
        outputs.append([tuple(chain.from_iterable(parts)) for parts in zip(*last, strict=True)])
    if not problem.batched:
        return outputs[0]
    return outputs if problem.batch_first else list(map(list, zip(*outputs, strict=True)))


def last_shaped(problem: Problem, of_runs: Sequence[Vectors]) -> list[Any]:
    """Arrange the state after the last step of every layer and direction as torch does: h_n, c_n.

    ``of_runs`` as in :func:`output_shaped`; gives (L·D, H) for a sentence, (L·D, N, H) for a batch.
    """
    outputs = [
        [vectors[-1] for unit, vectors in zip(problem.units, runs, strict=True) if not unit.is_output]
        for runs in _by_sequence(problem, of_runs)
    ]
    return list(map(list, zip(*outputs, strict=True))) if problem.batched else outputs[0]


def _by_sequence(problem: Problem, of_runs: Sequence[Vectors]) -> list[Sequence[Vectors]]:
    units = len(problem.units)
    return [of_runs[start : start + units] for start in range(0, len(of_runs), units)]


def printed(trace: Trace, symbol: str) -> list[Vectors]:
    """Give the printed texts of a quantity for every run that has it, and nothing for the others."""
    return [
        [step.quantities[symbol].texts for step in run.steps] if _has(run, symbol) else []
        for run in trace.runs
    ]


def exact(trace: Trace, symbol: str) -> list[Vectors]:
    """Give the 15 significant digits of full precision for every run, as :func:`printed` does."""
    runs = zip(trace.runs, trace.full_precision.runs, strict=True)
    return [full.texts(symbol) if _has(run, symbol) else [] for run, full in runs]


def _has(run: Run, symbol: str) -> bool:
    return symbol in run.unit.cell.symbols


def trace_dict(trace: Trace) -> dict[str, Any]:
    """Give a trace as plain data; see :meth:`tutor.calculation.trace.Trace.to_dict`."""
    problem = trace.problem
    states = problem.units[0].cell.states
    return {
        "title": problem.title,
        "hidden_size": problem.hidden_size,
        "input_size": problem.input_size,
        "kind": problem.units[0].cell.kind,
        "num_layers": problem.num_layers,
        "bidirectional": problem.bidirectional,
        "batch_first": problem.batch_first,
        "rounding": {
            "decimals": problem.rounding.decimals,
            "carry": problem.rounding.carry,
            "ties": problem.rounding.ties,
            "written": list(problem.written),
        },
        "steps": [
            {
                "t": step.t,
                "word": step.word,
                "layer": "output" if run.unit.is_output else step.layer,
                "direction": step.direction,
                "sequence": step.sequence,
                "quantities": {symbol: list(value.texts) for symbol, value in step.quantities.items()},
            }
            for run in trace.runs
            for step in run.steps
        ],
        "output": _lists(trace.output),
        **{f"{state}_n": _lists(last_shaped(problem, printed(trace, state))) for state in states},
        "full_precision": {
            "output": _lists(output_shaped(problem, exact(trace, "h"))),
            **{f"{state}_n": _lists(last_shaped(problem, exact(trace, state))) for state in states},
        },
    }


def _lists(values: Any) -> Any:  # noqa: ANN401 - nested lists of any depth
    return [_lists(each) for each in values] if isinstance(values, (list, tuple)) else values
