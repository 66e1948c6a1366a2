"""Gradients and new weights against torch's autograd, in double precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tutor.calculation.assembly.parameters import short_name
from tutor.calculation.backward.export import Tensors, tensors
from tutor.calculation.backward.result import exact_pass
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.problem import Problem
from tutor.record import record
from tutor.weights.comparison import TOLERANCE, floats, loss_of, module_of

if TYPE_CHECKING:
    import torch


@record()
class GradientDifference:
    """A tensor of the backward pass beside torch's: its name and the entry in which they differ most."""

    name: str
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


def compare_gradients(problem: Problem) -> tuple[GradientDifference, ...]:
    """Compute the loss and every gradient again with torch (float64), and the weights after a step.

    Args:
        problem: with targets. Parameters are compared in torch's shapes, gates stacked; h_0 and c_0 in
            (layers · directions, batch, hidden_size).

    Raises:
        MissingExtraError: torch is not installed.
    """
    return tuple(_differences(problem, tensors(exact_pass(BackwardTable(problem)))))


def _differences(problem: Problem, ours: Tensors) -> Iterator[GradientDifference]:
    import torch

    recurrent = [unit for unit in problem.units if not unit.is_output]
    output = problem.units[-1]
    module: Any = module_of({unit.place: unit for unit in recurrent}, batch_first=True)
    parameters = dict(module.named_parameters())
    layer = {
        name: torch.tensor(floats(values), dtype=torch.float64, requires_grad=True)
        for name, values in output.parameters.items()
    }
    starts = {
        state: torch.tensor(
            [
                [floats(each.units[at].start[state]) for each in problem.sequences]
                for at in range(len(recurrent))
            ],
            dtype=torch.float64,
            requires_grad=True,
        )
        for state in recurrent[0].cell.states
    }
    x = torch.tensor([floats(each.inputs) for each in problem.sequences], dtype=torch.float64)
    given = tuple(starts.values())
    states, _ = module(x, given if len(given) > 1 else given[0])
    loss = _loss(problem, states, layer)
    loss.backward()  # type: ignore[no-untyped-call]
    yield GradientDifference("L", ours.loss, loss.item())
    rate = float(problem.loss.learning_rate or 0)
    for name, mine in ours.gradients.items():
        theirs = _named(name, parameters, layer, starts)
        yield _largest(f"d{short_name(name)}", mine, theirs.grad)
        if name in ours.updated:
            moved = theirs.detach() - rate * theirs.grad
            yield _largest(f"new {short_name(name)}", ours.updated[name], moved)


def _named(name: str, parameters: Any, layer: Any, starts: Any) -> Any:  # noqa: ANN401 - torch's tensors
    """Find the tensor of a name of ours; a single bias is torch's first one."""
    if name in layer:
        return layer[name]
    if name.removesuffix("_0") in starts:
        return starts[name.removesuffix("_0")]
    return parameters[name] if name in parameters else parameters[name.replace("bias", "bias_ih")]


def _loss(problem: Problem, states: torch.Tensor, layer: Any) -> torch.Tensor:  # noqa: ANN401
    """Let torch compute the loss of all steps that have a target."""
    import torch

    losses = []
    activation = problem.units[-1].cell.kind
    for number, sequence in enumerate(problem.sequences):
        for t in range(1, len(sequence.inputs) + 1):
            if not sequence.has_target(t):
                continue
            scores = layer["weight_hy"] @ states[number, t - 1]
            if "bias_y" in layer:
                scores = scores + layer["bias_y"]
            result = torch.sigmoid(scores) if activation == "sigmoid" else scores
            losses.append(loss_of(problem.loss.kind, scores, result, sequence.targets[t - 1]))
    total = torch.stack(losses).sum()
    return total / len(losses) if problem.loss.reduction == "mean" else total


def _largest(name: str, ours: Sequence[Any], theirs: torch.Tensor | None) -> GradientDifference:
    """Find the entry in which two tensors differ most; autograd gives nothing where it has only zeros."""
    mine = list(_entries(ours))
    others = [0.0] * len(mine) if theirs is None else theirs.flatten().tolist()
    pairs = [GradientDifference(name, *pair) for pair in zip(mine, others, strict=True)]
    wrong = [each for each in pairs if not each.is_close]
    return max(wrong or pairs, key=lambda each: each.size)


def _entries(values: Any) -> Iterator[float]:  # noqa: ANN401 - nested lists of any depth
    if isinstance(values, list):
        for each in values:
            yield from _entries(each)
    else:
        yield values
