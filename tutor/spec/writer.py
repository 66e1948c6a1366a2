"""Problem → spec: plain data, and TOML text that reads back to an equal problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tutor.calculation.assembly.building import turned
from tutor.calculation.assembly.parameters import Place, stacked
from tutor.calculation.backward.loss import TARGET_KINDS, Loss
from tutor.calculation.backward.targets import NONE
from tutor.calculation.equations import Vector
from tutor.calculation.numbers import Rounding, plain
from tutor.calculation.problem import Problem


def spec_dict(problem: Problem) -> dict[str, Any]:
    """Give a problem as the keys of a spec; ``Problem.from_dict`` reads it back to an equal problem.

    Numbers stay exact: they are ``Decimal``, as they were read.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> spec_dict(problem)["cell"]["weight_ih"]
    [[Decimal('0.1'), Decimal('0.3')]]
    >>> Problem.from_dict(spec_dict(problem)) == problem
    True
    """
    rounding = problem.rounding
    return {
        "title": problem.title,
        **_read(problem),
        **({"language": problem.language} if problem.language else {}),
        "cell": _cell(problem),
        **({"output": _output(problem)} if problem.units[-1].is_output else {}),
        **_loss(problem),
        "rounding": {
            "decimals": rounding.decimals,
            "carry": rounding.carry,
            "ties": rounding.ties,
            "written": list(problem.written),
            **_backward(rounding),
        },
        "notation": {"symbols": problem.symbols, "layout": problem.layout},
    }


def _read(problem: Problem) -> dict[str, Any]:
    """Give what the network reads: words and their vocabulary, or numbers."""
    vocabulary = list(problem.vocabulary.words)
    if not problem.words:
        inputs = [_lists(sequence.inputs) for sequence in problem.sequences]
        if problem.batched and not problem.batch_first:
            inputs = [list(step) for step in zip(*inputs, strict=True)]
        named = {"vocabulary": vocabulary} if vocabulary else {}
        return {"inputs": inputs if problem.batched else inputs[0], **named}
    sentences = [" ".join(sequence.words) for sequence in problem.sequences]
    key = "sentences" if problem.batched else "sentence"
    return {key: sentences if problem.batched else sentences[0], "vocabulary": vocabulary}


def _cell(problem: Problem) -> dict[str, Any]:
    units = [unit for unit in problem.units if not unit.is_output]
    given = {
        name + Place(unit.layer, unit.direction < 0).ending: values
        for unit in units
        for name, values in stacked(unit.cell, unit.parameters).items()
    }
    cell: dict[str, Any] = {"kind": units[0].cell.kind}
    if problem.num_layers > 1:
        cell["num_layers"] = problem.num_layers
    if problem.bidirectional:
        cell["bidirectional"] = True
    if problem.batched:
        cell["batch_first"] = problem.batch_first
    if "bias" not in given and "bias_ih" not in given:
        cell["bias"] = False
    matrices = [name for name in given if name.startswith("weight")]
    stated = [problem.orientation.get(name) for name in matrices]
    output = problem.orientation.get("weight_hy") if problem.units[-1].is_output else stated[0]
    if any((*stated, output)):
        same = len({*stated, output}) == 1
        cell["orientation"] = stated[0] if same else dict(problem.orientation)
    for name, values in given.items():
        cell[name] = _lists(turned({name: values}, problem.orientation)[name])
    for state in units[0].cell.states:
        starts = [
            [list(each.units[at].start[state]) for each in problem.sequences] for at in range(len(units))
        ]
        unbatched = [of_unit[0] for of_unit in starts]
        cell[f"{state}_0"] = starts if problem.batched else unbatched if len(units) > 1 else unbatched[0]
    return cell


def _output(problem: Problem) -> dict[str, Any]:
    layer = problem.units[-1]
    output = {name: _lists(values) for name, values in turned(layer.parameters, problem.orientation).items()}
    if layer.cell.kind != "softmax":
        output["activation"] = layer.cell.kind
    kind = TARGET_KINDS[problem.loss.kind]
    first = 0
    if layer.only_last:
        output["at"], first = "last", -1
    targets = [
        [_target(vector, kind) for vector in sequence.targets[first:]] for sequence in problem.sequences
    ]
    if any(targets):
        output["targets"] = targets if problem.batched else targets[0]
    return output


def _target(vector: Vector, kind: str) -> Any:  # noqa: ANN401 - a position, a number or a list of numbers
    """Give a target as it is read: its position, 0 or 1, its numbers, or "" where there is none."""
    if not vector:
        return NONE
    if kind == "entry":
        return vector.index(Decimal(1))
    return int(vector[0]) if kind == "binary" else list(vector)


def _loss(problem: Problem) -> dict[str, Any]:
    """Give the section of the loss where it is not the usual one."""
    loss = problem.loss
    if loss == Loss():
        return {}
    rate = {"learning_rate": loss.learning_rate} if loss.learning_rate is not None else {}
    return {"loss": {"kind": loss.kind, "reduction": loss.reduction, **rate}}


def _backward(rounding: Rounding) -> dict[str, Any]:
    """Give how a backward pass is written where that is not the usual way."""
    usual = Rounding()
    decimals = {"decimals_backward": rounding.decimals_backward}
    lines = {"written_backward": rounding.backward}
    return {
        **(decimals if rounding.decimals_backward != usual.decimals_backward else {}),
        **(lines if rounding.backward != usual.backward else {}),
    }


def _lists(values: Any) -> Any:  # noqa: ANN401 - nested tuples of any depth
    return [_lists(each) for each in values] if isinstance(values, tuple) else values


def spec_toml(problem: Problem) -> str:
    """Write a problem as a spec in TOML, which reads back to an equal problem.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> spec_toml(problem).splitlines()[5:8]
    ['kind = "rnn_tanh"', 'weight_ih = [[0.1, 0.3]]', 'weight_hh = [[0.7]]']
    """
    lines: list[str] = []
    for name, value in spec_dict(problem).items():
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *(f"{key} = {toml_value(each)}" for key, each in value.items())]
        else:
            lines.append(f"{name} = {toml_value(value)}")
    return "\n".join(lines) + "\n"


def toml_value(value: object) -> str:
    r"""Write a value of a spec on one line.

    >>> print(toml_value(['a"b', 3, Decimal("0.10")]))
    ["a\"b", 3, 0.10]
    """
    if isinstance(value, str):
        return f'"{"".join(map(_character, value))}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08X}"
