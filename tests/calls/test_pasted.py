"""Eighty pasted codes and messages, with torch's own answer: no wrong verdict, and most are read wholly.

``accepted`` of the truth is what torch did with the module that the text asks about; ``None`` where there is no
such call, or where its sizes are not in the text. Those from 061 on came later, from somebody who had not seen
the reader; 18 of these 20 were read wholly at first sight, none wrongly.
"""

import json
from pathlib import Path

import pytest

from tutor.calls.following.abstract import is_symbolic
from tutor.calls.texts import explain_text
from tutor.calls.values import shape
from tutor.language.faults import CallError

FOLDER = Path(__file__).parent / "pasted"
TRUTH = json.loads((FOLDER / "truth.json").read_text("utf-8"))
# The text quotes what an older torch said; torch 2.13 takes the code (016), or says it in other words.
OLDER_WORDS = ("010", "016", "026")
# Refused in pack_padded_sequence, before the module is called: there is no call to judge.
BEFORE_THE_CALL = ("038",)


def explained(name, truth):
    """The explanation of a text, or nothing where it says that there is none."""
    written = truth["options"].get("--input")
    try:
        return explain_text(
            (FOLDER / name).read_text("utf-8"), {}, None if written is None else shape("--input", written, {})
        )
    except CallError:
        return None


def outcome(name, truth):
    """ "right", "wrong" or "not read"."""
    found = explained(name, truth)
    accepted = None if found is None else found.accepted
    if accepted != truth["accepted"]:
        return "not read" if accepted is None else "wrong"
    if accepted is None:
        return "right"
    if accepted is False:
        said = found.torch_message == truth["torch_message"] or found.kind == "message"
        return "right" if said or name[:3] in OLDER_WORDS else "wrong"
    wanted = truth["output_shape"]
    module = truth["module"]
    calls = [each for each in found.calls or [found] if not module or each.name.startswith((module, "cell"))]
    shapes = [list(next(iter(each.shapes.values()))) for each in calls or found.calls or [found]]
    if wanted in shapes:
        return "right"
    left_open = any(len(shape) == len(wanted) and any(map(is_symbolic, shape)) for shape in shapes)
    return "not read" if left_open else "wrong"  # accepted rightly, but a size of the output is left open


@pytest.mark.parametrize("name", TRUTH)
def test_no_verdict_is_wrong(name):
    assert outcome(name, TRUTH[name]) in ("right", "not read")


@pytest.mark.parametrize("first", ["001", "061"])
def test_most_are_read_wholly(first):
    outcomes = {
        name: outcome(name, truth)
        for name, truth in TRUTH.items()
        if name[:3] >= first and name[:3] not in BEFORE_THE_CALL
    }
    assert sum(each == "right" for each in outcomes.values()) >= 0.85 * len(outcomes)


def test_without_its_option_a_text_has_no_verdict():
    for name in ("047-input-option-2d.txt", "048-input-option-class.txt"):
        found = explain_text((FOLDER / name).read_text("utf-8"), {})
        assert (found.accepted, found.exit_code) == (None, 2)
