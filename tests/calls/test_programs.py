"""Random programs over the statements that people paste, with torch as oracle: no verdict is wrong.

Everyday a few hundred; ``RNN_TUTOR_FULL=1`` makes it 100,000 (ten minutes where nothing else runs).
"""

import os
import random
import re

from tests.calls.crowded_programs import random_crowded_program
from tests.calls.random_programs import random_loaded_program, random_program
from tests.calls.torch_runs import happened
from tutor.calls.following.abstract import is_symbolic
from tutor.calls.texts import explain_text
from tutor.language.faults import CallError

AUTOGRAD = "A view was created in no_grad mode"
COUNT = 100_000 if os.environ.get("RNN_TUTOR_FULL") else 300


def outcome(text):
    """ "right", "unread", "unreached", "dies" or "wrong", and of which line what is wrong.

    A call that torch does not come to, since something before it fails, is judged for itself: "unreached".
    """
    try:
        found = explain_text(text, {})
    except CallError as error:
        return "refused", str(error)
    if any(each.accepted is False and each.torch_exception is None for each in found.calls or (found,)):
        return "dies", "torch reads past a shape, and its process may end"
    runs, end = happened(text)
    if any((run.message or "").startswith(AUTOGRAD) for run in runs):
        return "unreached", "what was done before in place is refused only here"
    misfits = {line for each in found.calls or (found,) for line in _misfits(each)}
    if misfits and end is None:
        return "wrong", f"layers behind in lines {misfits}, and torch takes them"
    met = {run.line for run in runs}
    for each in found.calls or (found,):
        if each.accepted is None or not each.line or each.line not in met:
            continue
        here = [run for run in runs if run.line == each.line]
        if each.accepted:
            # Where the number of layers is open, there is a verdict without shapes.
            shape = next(iter(each.shapes.values()), None)
            right = any(run.shape is not None and (shape is None or alike(shape, run.shape)) for run in here)
        else:
            # Of what kind of number it is, or whether an array, is not in the text: torch may say that first.
            open_kind = any(finding.code == "P08" for finding in each.findings)
            right = any(run.message if open_kind else _said(each.torch_message, run.message) for run in here)
        if not right:
            return "wrong", f"line {each.line}: {each.torch_message or shape}, but {here}"
    if found.accepted and any(run.message for run in runs):
        return "wrong", f"accepted, but {runs}"
    if found.accepted is not None and found.line and found.line not in met:
        return "unreached", f"line {found.line}"
    return ("right" if found.accepted is not None else "unread"), ""


def _misfits(explanation):
    """The lines of layers behind a call of which it is said that torch refuses them."""
    return [each.line for each in explanation.findings if each.code in ("P50", "P51") and each.line]


def alike(said, shape):
    """Compare shapes; a size that is left open is like any."""
    return len(said) == len(shape) and all(
        is_symbolic(one) or one == other for one, other in zip(said, shape, strict=True)
    )


def _said(words, message):
    """Compare messages; a size that is left open stands in ours by its name."""
    pattern = re.sub(
        r"\d+", lambda number: f"(?:{number[0]}|(?:\\d+\\*)?[A-Za-z_?].*?)", re.escape(message or "")
    )
    return words == message or re.fullmatch(pattern, words or "") is not None


def uncalled(text):
    """A program up to the first call of a model of its own: without that call, and as a pattern for others."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        found = re.fullmatch(r"(y\w+ = model\w+)\(.*\)", line)
        if found:
            return "\n".join(lines[:at]) + "\n", "\n".join([*lines[:at], f"{found[1]}(torch.randn(SIZES))"])
    return None, None


def test_what_is_said_of_an_input_that_is_not_there_holds_for_every_input():
    wrong, said = [], 0
    for seed in range(COUNT // 10 * 4):
        random_ = random.Random(seed)
        text, pattern = uncalled(random_program(random_))
        try:
            found = explain_text(text, {}) if text else None
        except CallError:
            continue
        if found is None or any(each.accepted for each in found.calls or (found,)):
            continue
        refused = {each.line for each in found.calls or (found,) if each.accepted is False}
        behind = {line for each in found.calls or (found,) for line in _misfits(each)}
        said += bool(refused or behind)
        for _ in range(6 if refused or behind else 0):
            sizes = [random_.randint(1, 5) for _ in range(random_.choice((1, 2, 2, 3, 3, 3, 4)))]
            runs, end = happened(pattern.replace("SIZES", str(sizes)))
            taken = {run.line for run in runs if run.message is None}
            if refused & taken or (behind and end is None):
                wrong.append((seed, sizes, refused & taken, behind))
    assert wrong == []
    assert said >= COUNT // 100


def test_no_program_gets_a_wrong_verdict():
    wrong, read = [], 0
    for seed in range(COUNT):
        write = random_loaded_program if seed % 4 == 3 else random_program
        text = write(random.Random(seed))
        kind, said = outcome(text)
        read += kind == "right"
        if kind == "wrong":
            wrong.append((seed, said))
    assert wrong == []
    assert read >= 0.65 * COUNT


def lost(text):
    """Whether a text is called right though torch refuses a call of it, or ends before one."""
    found = explain_text(text, {})
    runs, end = happened(text)
    refused = any(run.message for run in runs)
    return (found.accepted is True and (refused or end is not None)) or (
        found.accepted is False and not refused
    )


def test_no_call_of_many_is_lost():
    """Other settings, more calls than are shown, errors before a call, decorators, ``map``, a smaller batch."""
    texts = {seed: random_crowded_program(random.Random(seed)) for seed in range(COUNT // 2)}
    assert [seed for seed, text in texts.items() if lost(text)] == []
