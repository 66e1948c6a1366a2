"""A trace against torch in double precision: torch.nn.RNN, GRU, LSTM, softmax and cross-entropy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tutor.calculation.assembly.parameters import Place, stacked
from tutor.calculation.backward.loss import LossKind
from tutor.calculation.equations import Fn, Matrix, Vector
from tutor.calculation.export import last_shaped, output_shaped
from tutor.calculation.network import Unit
from tutor.calculation.precision import FullPrecision
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Run, Trace
from tutor.language.faults import MissingExtraError
from tutor.record import record
from tutor.weights import weight_messages as says
from tutor.weights.own_modules import own_module

if TYPE_CHECKING:
    import torch

# Two computations in double precision may differ by this much, relative to values above 1.
TOLERANCE = 1e-12


@record()
class Difference:
    """The entry in which a step differs most from torch: its name, where it is, and both values."""

    name: str
    t: int
    word: str
    ours: float
    theirs: float

    @property
    def size(self) -> float:
        """How far the two are apart."""
        return abs(self.ours - self.theirs)

    @property
    def is_close(self) -> bool:
        """Whether rounding explains the difference; never for a value that is no number."""
        return self.size <= TOLERANCE * max(1.0, abs(self.ours))


@record()
class Comparison:
    """A trace beside torch: the largest difference of every step of every run, in the order of computing.

    ``drift`` is that of one call over everything: output and last states.
    """

    module: str
    version: str
    runs: tuple[tuple[Difference, ...], ...]
    drift: float

    @property
    def steps(self) -> tuple[Difference, ...]:
        """The steps of all runs."""
        return tuple(step for run in self.runs for step in run)

    @property
    def first_wrong(self) -> Difference | None:
        """The first step that differs by more than rounding."""
        return next((step for step in self.steps if not step.is_close), None)


def compare(trace: Trace) -> Comparison:
    """Compute every step again with torch (float64).

    Each torch step starts from the trace's own state and reads the trace's own x, in full precision, so that
    a difference belongs to the unit and the step in which it is found. The drift compares a single call over
    all steps, layers, directions and sequences; nothing judges it.

    Args:
        trace: runs of T steps; every state (hidden_size) is compared, and of an output layer y and L.

    Raises:
        MissingExtraError: torch is not installed.
    """
    require_torch()
    import torch

    exact = trace.full_precision.runs
    units = len(trace.problem.units)
    compared = []
    for index, (run, full) in enumerate(zip(trace.runs, exact, strict=True)):
        first = index - index % units
        below = {
            each.unit.name: dict(zip((step.t for step in each.steps), exact[at].floats("h"), strict=True))
            for at, each in enumerate(trace.runs[first:index], start=first)
        }
        compared.append(tuple(_steps(trace.problem, run, full, below)))
    module = _class_of(trace.problem.units[0])
    version = torch.__version__.partition("+")[0]
    name = getattr(module, "parts", f"torch.nn.{module.__name__}")
    return Comparison(name, version, tuple(compared), _drift(trace))


def _steps(
    problem: Problem, run: Run, full: FullPrecision, below: Mapping[str, Mapping[int, list[float]]]
) -> Iterator[Difference]:
    """Compare one run, a step at a time."""
    import torch

    unit, sequence = run.unit, problem.sequences[run.sequence - 1]
    states = unit.cell.states
    ours = {symbol: full.floats(symbol) for symbol in unit.cell.results}
    module = None if unit.is_output else module_of({Place(0, False): unit})
    before = {state: [float(value) for value in unit.start[state]] for state in states}
    for at, step in enumerate(run.steps):
        given = [float(value) for value in sequence.inputs[step.t - 1]]
        x = [entry for node in unit.sources for entry in (below[node.unit][step.t] if node.unit else given)]
        with torch.no_grad():
            if module is None:
                target = sequence.targets[step.t - 1] if sequence.has_target(step.t) else ()
                theirs = _output(problem.loss.kind, unit, torch.tensor(x, dtype=torch.float64), target)
            else:
                theirs = _one_step(module, x, [before[state] for state in states])
        mine = {symbol: values[at] for symbol, values in ours.items()}
        yield _largest(
            [
                Difference(unit.quantity_name(symbol, step.t, entry, run.sequence), step.t, step.word, *pair)
                for symbol in mine
                for entry, pair in enumerate(zip(mine[symbol], theirs[symbol], strict=True), start=1)
            ]
        )
        before = {state: mine[state] for state in states}


def _one_step(module: Any, x: list[float], before: list[list[float]]) -> dict[str, list[float]]:  # noqa: ANN401
    """Let torch compute one step from given states."""
    import torch

    start = [torch.tensor([state], dtype=torch.float64) for state in before]
    _, after = module(torch.tensor([x], dtype=torch.float64), start[0] if len(start) == 1 else tuple(start))
    states = after if isinstance(after, tuple) else (after,)
    return {name: state[0].tolist() for name, state in zip("hc", states, strict=False)}


def _output(kind: LossKind, unit: Unit, x: torch.Tensor, target: Vector) -> dict[str, list[float]]:
    """Let torch compute scores, what the activation makes of them, and the loss; empty without a target."""
    import torch

    scores = torch.tensor(floats(unit.parameters["weight_hy"]), dtype=torch.float64) @ x
    if "bias_y" in unit.parameters:
        scores = scores + torch.tensor(floats(unit.parameters["bias_y"]), dtype=torch.float64)
    activation = unit.cell.kind
    result = scores
    if activation == "softmax":
        result = torch.softmax(scores, 0)
    elif activation == "sigmoid":
        result = torch.sigmoid(scores)
    found: dict[str, list[float]] = {unit.cell.output: result.tolist()}
    if "L" in unit.cell.symbols:
        found["L"] = [loss_of(kind, scores, result, target).item()] if target else []
    return found


def loss_of(kind: LossKind, scores: torch.Tensor, result: torch.Tensor, target: Vector) -> torch.Tensor:
    """Let torch compute the loss of a step from its scores, or from what an activation makes of them."""
    import torch

    functional = torch.nn.functional
    if kind == "cross-entropy":
        return functional.cross_entropy(scores[None], torch.tensor([target.index(Decimal(1))]))
    aim = torch.tensor(floats(target), dtype=torch.float64)
    if kind == "binary-cross-entropy":
        return functional.binary_cross_entropy_with_logits(scores, aim, reduction="sum")
    whole = functional.mse_loss(result, aim, reduction="sum")
    return whole / 2 if kind == "half-squared" else whole


def _drift(trace: Trace) -> float:
    """Compare one call of the whole module: output and last states."""
    import torch

    problem, exact = trace.problem, trace.full_precision.runs
    recurrent = [unit for unit in problem.units if not unit.is_output]
    module: Any = module_of({unit.place: unit for unit in recurrent}, batch_first=problem.batch_first)
    inputs = [floats(sequence.inputs) for sequence in problem.sequences]
    if problem.batched and not problem.batch_first:
        inputs = [list(step) for step in zip(*inputs, strict=True)]
    x = torch.tensor(inputs if problem.batched else inputs[0], dtype=torch.float64)
    states = recurrent[0].cell.states
    start = [
        torch.tensor(
            last_shaped(
                problem,
                [
                    [floats(unit.start[state])] if state in unit.start else [[]]
                    for sequence in problem.sequences
                    for unit in sequence.units
                ],
            ),
            dtype=torch.float64,
        )
        for state in states
    ]
    with torch.no_grad():
        output, after = module(x, start[0] if len(start) == 1 else tuple(start))
    last = after if isinstance(after, tuple) else (after,)
    of_runs = [
        [
            full.floats(state) if state in run.unit.cell.states else []
            for run, full in zip(trace.runs, exact, strict=True)
        ]
        for state in states
    ]
    pairs = [(output_shaped(problem, of_runs[0]), output)]
    pairs += [(last_shaped(problem, values), theirs) for values, theirs in zip(of_runs, last, strict=True)]
    return max(
        float((torch.tensor(ours, dtype=torch.float64) - theirs).abs().max()) for ours, theirs in pairs
    )


def _class_of(unit: Unit) -> Any:  # noqa: ANN401 - a class of torch's
    import torch

    kind = unit.cell.kind
    if (own := own_module(kind)) is not None:
        return own
    return {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM}.get(kind, torch.nn.RNN)


def module_of(units: Mapping[Place, Unit], *, batch_first: bool = False) -> torch.nn.Module:
    """Make the module that computes what units at their places do; a single bias becomes bias_ih."""
    require_torch()
    import torch

    first = next(iter(units.values()))
    activation = first.cell.equation("h").expression
    options: dict[str, Any] = {"batch_first": batch_first, "dtype": torch.float64}
    if first.cell.kind in ("rnn_tanh", "rnn_relu"):
        assert isinstance(activation, Fn)
        options["nonlinearity"] = activation.name
    has_bias = any("bias" in parameter.role for parameter in first.cell.parameters)
    module: torch.nn.Module = _class_of(first)(
        first.sizes["input"],
        first.sizes["hidden"],
        1 + max(place.layer for place in units),
        bias=has_bias,
        bidirectional=any(place.reverse for place in units),
        **options,
    )
    state = {}
    for place, unit in units.items():
        tensors = stacked(unit.cell, unit.parameters)
        if "bias" in tensors:
            whole = tensors["bias_ih"] = tensors.pop("bias")
            tensors["bias_hh"] = (Decimal(0),) * len(whole)
        for name, values in tensors.items():
            ending = f"_l{place.layer}{'_reverse' if place.reverse else ''}"
            state[name + ending] = torch.tensor(floats(values), dtype=torch.float64)
    module.load_state_dict(state)
    return module


def floats(values: Vector | Matrix | Sequence[Vector]) -> list[Any]:
    """Give numbers in double precision, nested as they are."""
    return [floats(value) if isinstance(value, tuple) else float(value) for value in values]


def _largest(differences: Sequence[Difference]) -> Difference:
    wrong = [each for each in differences if not each.is_close]
    return max(wrong or differences, key=lambda each: each.size)


def require_torch() -> None:
    """Refuse to go on without torch. Raises :class:`MissingExtraError`."""
    try:
        import torch  # noqa: F401
    except ImportError:
        raise MissingExtraError(says.TORCH_IS_NOT_INSTALLED()) from None
