"""Problem → spec: plain data, and TOML text that reads back to an equal problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tutor.calculation.numbers import plain
from tutor.calculation.problem import Problem

_PARTS = ("bias_ih", "bias_hh")


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
    unit = problem.unit
    matrices = [each.name for each in unit.cell.parameters if len(each.axes) == 2]
    stated = [problem.orientation.get(name) for name in matrices]
    cell: dict[str, Any] = {"kind": unit.cell.kind}
    if any(stated):
        cell["orientation"] = stated[0] if len(set(stated)) == 1 else dict(problem.orientation)
    for name, way in zip(matrices, stated, strict=True):
        rows: Any = unit.parameters[name]
        cell[name] = [list(row) for row in (zip(*rows, strict=True) if way == "rows" else rows)]
    for name in _PARTS if _PARTS[0] in unit.parameters else ("bias",):
        cell[name] = list(unit.parameters[name])
    cell["h_0"] = list(unit.start["h"])
    rounding = problem.rounding
    return {
        "title": problem.title,
        "sentence": " ".join(problem.words),
        "vocabulary": list(problem.vocabulary.words),
        **({"language": problem.language} if problem.language else {}),
        "cell": cell,
        "rounding": {
            "decimals": rounding.decimals,
            "carry": rounding.carry,
            "ties": rounding.ties,
            "written": list(problem.written),
        },
        "notation": {"symbols": problem.symbols, "layout": problem.layout},
    }


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
