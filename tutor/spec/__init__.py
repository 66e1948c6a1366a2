"""The spec of a problem: TOML or JSON file ↔ :class:`tutor.Problem`.

reader     bytes → plain data, with the place of every key
content    plain data → every fault at once, or the Problem
writer     Problem → spec
starter    the spec that ``rnn-tutor init`` writes
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.calculation.problem import Problem
from tutor.language.faults import Fault, SpecError
from tutor.language.languages import Code
from tutor.record import replace
from tutor.spec.content import build_problem
from tutor.spec.reader import Source, read_bytes, read_file
from tutor.spec.writer import spec_dict, spec_toml

__all__ = ["problem_of", "read_problem", "read_problem_text", "spec_dict", "spec_toml", "starter_spec"]


def read_problem(path: Path, *, limits: bool = True, overrides: Mapping[str, Any] | None = None) -> Problem:
    """Read a spec file (TOML or JSON).

    Args:
        path: the file; its ending tells the format, else its first character.
        limits: whether sizes are held to what a person computes by hand.
        overrides: dotted keys that replace those of the file (``{"rounding.decimals": 4}``).

    Raises:
        SpecError: one syntax fault, or every fault of the content, each with file, line and column.
    """
    return _problem(read_file(path), limits, overrides, path.parent)


def read_problem_text(
    data: bytes, name: str, *, limits: bool = True, overrides: Mapping[str, Any] | None = None
) -> Problem:
    """Read a spec that is already in memory, such as standard input; ``name`` stands in messages.

    Raises :class:`SpecError` as :func:`read_problem` does.

    >>> spec = b'''sentence = "i am"
    ... vocabulary = ["i", "am"]
    ... cell = { weight_ih = [[0.1, 0.3]], weight_hh = [[0.7]] }'''
    >>> read_problem_text(spec, "-").words
    ('i', 'am')
    """
    return _problem(read_bytes(data, name), limits, overrides, Path())


def problem_of(
    data: Mapping[str, Any],
    *,
    limits: bool = True,
    overrides: Mapping[str, Any] | None = None,
    folder: Path = Path(),
    advised: bool = True,
) -> Problem:
    """Build a problem from the keys of a spec; floats and arrays stand for their shortest decimals.

    A file that the spec takes its parameters from is sought in ``folder``. ``advised``: with the warnings for
    who wrote the spec; a sheet that was drawn needs none.

    Raises :class:`SpecError` with every fault at once.
    """
    data = _overridden(data, overrides or {})
    cell = data.get("cell")
    if not (isinstance(cell, Mapping) and "from" in cell):
        return build_problem(data, limits=limits, advised=advised)
    from tutor.spec.parameters import with_parameters

    whole, origin = with_parameters(data, folder, limits=limits)
    return build_problem(whole, limits=limits).coming_from(origin)


def starter_spec(
    sentence: str | None = None,
    hidden: int = 2,
    seed: int = 0,
    language: Code = "en",
    **network: Any,  # noqa: ANN401 - the keywords that it has
) -> str:
    """Write the spec of ``rnn-tutor init``; see :func:`tutor.spec.starter.starter_spec`."""
    from tutor.spec import starter  # its texts and its draw are needed by one command only

    return starter.starter_spec(sentence, hidden, seed, language, **network)


def _problem(source: Source, limits: bool, overrides: Mapping[str, Any] | None, folder: Path) -> Problem:
    overrides = overrides or {}
    try:
        problem = problem_of(source.data, limits=limits, overrides=overrides, folder=folder)
    except SpecError as error:
        located = [fault if fault.key in overrides else source.located(fault) for fault in error.faults]
        raise SpecError(sorted(located, key=_line)) from None
    return replace(problem, warnings=tuple(sorted(map(source.located, problem.warnings), key=_line)))


def _line(fault: Fault) -> int:
    """Order faults as a reader meets them; those of the whole file come first."""
    return fault.line


def _overridden(data: Mapping[str, Any], overrides: Mapping[str, Any]) -> Mapping[str, Any]:
    """Replace keys; a layout that folds the products drops a ``written`` that lists them."""
    merged = dict(data)
    for key, value in overrides.items():
        section, _, name = key.rpartition(".")
        table = merged.get(section, {})
        if isinstance(table, Mapping):
            merged[section] = {**table, name: value}
    rounding = merged.get("rounding")
    if overrides.get("notation.layout") == "fused" and isinstance(rounding, Mapping):
        written = rounding.get("written")
        if isinstance(written, (list, tuple)) and {"p", "q"} & set(map(str, written)):
            merged["rounding"] = {key: value for key, value in rounding.items() if key != "written"}
    return merged
