"""A trace against ``torch.nn.RNN`` in double precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from tutor.calculation.equations import Fn, Matrix, Vector
from tutor.calculation.names import quantity_name
from tutor.calculation.network import Unit
from tutor.calculation.trace import Trace
from tutor.errors import Fault, MissingExtraError, say

if TYPE_CHECKING:
    import torch

# Two computations in double precision may differ by this much, relative to values above 1.
TOLERANCE = 1e-12


@dataclass(frozen=True)
class Difference:
    """The entry in which a step differs most from torch: where it is, and both values."""

    t: int
    word: str
    entry: int
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

    @property
    def name(self) -> str:
        """The name of the entry, such as h_2[1]."""
        return quantity_name("h", self.t, self.entry)


@dataclass(frozen=True)
class Comparison:
    """A trace beside torch: the largest difference of every step, and the drift of one call over all."""

    version: str
    steps: tuple[Difference, ...]
    drift: float

    @property
    def first_wrong(self) -> Difference | None:
        """The first step that differs by more than rounding."""
        return next((step for step in self.steps if not step.is_close), None)


def compare(trace: Trace) -> Comparison:
    """Compute every step again with ``torch.nn.RNN`` (float64).

    Each torch step starts from the trace's own state in full precision, so that a difference belongs to the
    step in which it is found. The drift compares a single call over the whole sentence; nothing judges it.

    Args:
        trace: T steps; h of shape (T, hidden_size) is compared.

    Raises:
        MissingExtraError: torch is not installed.
    """
    require_torch()
    import torch

    problem = trace.problem
    module = module_of(problem.unit, problem.input_size, problem.hidden_size)
    start = [[float(value) for value in problem.unit.start["h"]]]
    ours = trace.full_precision.floats("h")
    inputs = torch.tensor([problem.vocabulary.one_hot(word) for word in problem.words], dtype=torch.float64)

    def states(x: torch.Tensor, h_0: Sequence[Sequence[float]]) -> list[list[float]]:
        with torch.no_grad():
            output, _ = module(x, torch.tensor(h_0, dtype=torch.float64))
        return cast(list[list[float]], output.tolist())

    def steps() -> Iterator[Difference]:
        before = start
        for t, (word, mine) in enumerate(zip(problem.words, ours, strict=True), start=1):
            (theirs,) = states(inputs[t - 1 : t], before)
            yield _largest(
                [
                    Difference(t, word, entry, *pair)
                    for entry, pair in enumerate(zip(mine, theirs, strict=True), start=1)
                ]
            )
            before = [mine]

    whole = states(inputs, start)
    drift = max(
        abs(a - b)
        for mine, theirs in zip(ours, whole, strict=True)
        for a, b in zip(mine, theirs, strict=True)
    )
    return Comparison(torch.__version__.partition("+")[0], tuple(steps()), drift)


def module_of(unit: Unit, input_size: int, hidden_size: int) -> torch.nn.RNN:
    """Make the module that computes what a unit does; a single bias becomes bias_ih."""
    require_torch()
    import torch

    activation = unit.cell.equation("h").expression
    assert isinstance(activation, Fn)
    module = torch.nn.RNN(input_size, hidden_size, nonlinearity=activation.name, dtype=torch.float64)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            parameter.copy_(
                torch.tensor(_given(unit.parameters, name.removesuffix("_l0")), dtype=torch.float64)
            )
    return module


def _given(parameters: Mapping[str, Vector | Matrix], name: str) -> Any:  # noqa: ANN401 - numbers or rows of them
    if name in parameters:
        return _floats(parameters[name])
    has_parts = "bias_ih" in parameters or "bias_hh" in parameters
    whole = _floats(parameters["bias"])
    return whole if name == "bias_ih" and not has_parts else [0.0] * len(whole)


def _floats(values: Vector | Matrix) -> list[Any]:
    return [_floats(value) if isinstance(value, tuple) else float(value) for value in values]


def _largest(differences: Sequence[Difference]) -> Difference:
    wrong = [each for each in differences if not each.is_close]
    return max(wrong or differences, key=lambda each: each.size)


def require_torch() -> None:
    """Refuse to go on without torch. Raises :class:`MissingExtraError`."""
    try:
        import torch  # noqa: F401
    except ImportError:
        raise MissingExtraError(
            Fault(
                "U08",
                say(
                    'torch is not installed; the extra "torch" installs it: '
                    'pip install ".[torch]" in the folder of rnn-tutor'
                ),
            )
        ) from None
