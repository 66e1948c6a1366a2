"""A Judgement as plain data: the content of ``check --json``; numbers are texts, digit by digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tutor.calculation.numbers import plain
from tutor.checking.repair import Repair
from tutor.judging.judgement import Judgement
from tutor.language.languages import Language
from tutor.reading.findings import Finding, Reading
from tutor.reading.forms.spots import Spot
from tutor.reading.formulas.syntax import Place
from tutor.spec.writer import spec_dict


def report(
    judgement: Judgement, repair: Repair, language: Language, spots: Sequence[Spot] = ()
) -> dict[str, Any]:
    """Give the problem as read, every finding, and the corrected states.

    Lines are those of the text; where it was taken from a file of another form, ``spots`` say where each of
    them stands there, and every place has that as ``where``.

    Where nothing could be corrected, ``corrected`` is null and ``not_corrected`` says why.
    """
    trace = repair.trace
    output = [list(texts) for texts in trace.output] if trace is not None else []
    return {
        "problem": _problem(judgement, repair),
        "findings": [
            {**_finding(each, language), **_where(each.place, spots)} for each in judgement.findings
        ],
        "lines_checked": judgement.lines_checked,
        "checked": [
            {"line": place.line, "column": place.column, **_where(place, spots)}
            for place in judgement.checked
        ],
        "steps_seen": judgement.steps_seen,
        "not_read": [
            {
                "line": each.place.line,
                "column": each.place.column,
                "reason": language.say(each.reason),
                **_where(each.place, spots),
            }
            for each in judgement.not_read
        ],
        "corrected": {"output": output, "h_n": output[-1:]} if trace is not None else None,
        **({"not_corrected": language.say(repair.why)} if repair.why is not None else {}),
    }


def _where(place: Place, spots: Sequence[Spot]) -> dict[str, Any]:
    return {"where": spots[place.line - 1].data()} if spots else {}


def _problem(judgement: Judgement, repair: Repair) -> dict[str, Any]:
    """Give the keys of a spec, as far as the text tells them, the sizes, and the orientation a matrix."""
    reading = judgement.reading
    if repair.trace is not None:
        spec = _texts(spec_dict(repair.trace.problem))
    else:
        spec = {
            "sentence": " ".join(reading.words),
            "vocabulary": list(reading.vocabulary),
            "cell": {"kind": reading.kind},
            "rounding": {"decimals": reading.decimals},
        }
    orientation = dict(reading.orientation)
    return {
        **spec,
        "cell": {**spec["cell"], "orientation": orientation},
        "hidden_size": reading.hidden_size,
        "input_size": reading.input_size,
        "orientation": orientation,
        "symbols": dict(reading.symbols),
    }


def _texts(value: Any) -> Any:  # noqa: ANN401 - the data of a spec is of any shape
    """Print the numbers in plain data."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_texts(each) for each in value]
    return value


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "kind": finding.kind,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "quantity": finding.quantity,
        "message": language.say(finding.title),
        "claimed": list(finding.claimed),
        "expected": list(finding.expected),
        "because": language.say(finding.because) if finding.because is not None else None,
        "root": finding.root,
        "entries": list(finding.entries),
        "same_as": finding.same_as,
        "readings": [_reading(each, language) for each in finding.readings]
        if finding.readings is not None
        else None,
        "mistake": finding.mistake,
    }


def _reading(reading: Reading, language: Language) -> dict[str, Any]:
    return {
        "orientation": dict(reading.orientation),
        "evidence": language.say(reading.evidence),
        "output": [list(row) for row in reading.output],
    }
