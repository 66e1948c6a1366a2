"""Sheets of every cell and every shape of network for the tests of the desk, and who fills them in."""

import random
from decimal import Decimal
from functools import cache

from tutor.calculation.problem import Problem
from tutor.desk.content import Level, Practice
from tutor.desk.desk import Desk
from tutor.handout.blanks import blanks_of, with_written
from tutor.handout.exercise import Sheet
from tutor.handout.templates import template_of_sizes
from tutor.handout.variants import draw
from tutor.spec import spec_dict

WORDS = ["i", "am", "here"]
KINDS = ("rnn_tanh", "rnn_relu", "gru", "lstm")


@cache
def variants(kind="rnn_tanh", count=3, hidden=2, steps=3, seed=7):
    template = template_of_sizes(hidden, WORDS if hidden != 3 else [*WORDS, "now"], steps, kind=kind)
    return tuple(each.problem for each in draw(template, seed, [f"s{at}" for at in range(count)]))


def sheet_of(problem, preset="steps", level="standard", number="7KQ2-M4XDP"):
    return Sheet(number, spec_dict(with_written(problem, preset)), blanks_of(problem, preset, level))


def desk_of(kind="rnn_tanh", preset="steps", level="standard", at=0, **kinds):
    return Desk(sheet_of(variants(kind)[at], preset, level), **kinds)


def practice_of(kind="rnn_tanh", count=3):
    return Practice(
        "exercise",
        tuple(
            Level(
                name,
                tuple(
                    sheet_of(each, preset, level, f"{name[0].upper()}{at}")
                    for at, each in enumerate(variants(kind, count))
                ),
            )
            for name, preset, level in (
                ("faded", "steps", "faded"),
                ("standard", "steps", "standard"),
                ("states", "h", "standard"),
            )
        ),
        program="test",
    )


# Networks with more than one layer, one direction, one sentence; with an output layer; in other notations.
_DEEP = {
    "sentence": "i am here",
    "vocabulary": WORDS,
    "cell": {
        "num_layers": 2,
        "weight_ih_l0": [[0.2, -0.3, 0.5], [0.4, 0.1, -0.6]],
        "weight_hh_l0": [[0.7, -0.2], [0.3, 0.5]],
        "bias_l0": [0.1, -0.2],
        "weight_ih_l1": [[0.3, -0.8], [0.6, 0.2]],
        "weight_hh_l1": [[0.1, 0.4], [-0.5, 0.9]],
        "bias_l1": [0.2, 0.3],
    },
}
_BOTH_WAYS = {
    "sentence": "i am here",
    "vocabulary": WORDS,
    "cell": {
        "bidirectional": True,
        "weight_ih_l0": [[0.2, -0.3, 0.5], [0.4, 0.1, -0.6]],
        "weight_hh_l0": [[0.7, -0.2], [0.3, 0.5]],
        "bias_l0": [0.1, -0.2],
        "weight_ih_l0_reverse": [[0.3, -0.8, 0.1], [0.6, 0.2, 0.4]],
        "weight_hh_l0_reverse": [[0.1, 0.4], [-0.5, 0.9]],
        "bias_l0_reverse": [0.2, 0.3],
    },
}
_WITH_OUTPUT = {
    "sentence": "i am here",
    "vocabulary": WORDS,
    "cell": {
        "weight_ih": [[0.2, -0.3, 0.5], [0.4, 0.1, -0.6]],
        "weight_hh": [[0.7, -0.2], [0.3, 0.5]],
        "bias": [0.1, -0.2],
    },
    "output": {"weight_hy": [[0.3, -0.8], [0.6, 0.2], [0.1, 0.5]], "bias_y": [0.1, 0.2, 0.3]},
}
_NUMBERS = {
    "inputs": [[0.5, -1.25], [0.75, 0.1]],
    "cell": {
        "weight_ih": [[0.2, -0.3], [0.4, 0.1], [0.6, -0.5]],
        "weight_hh": [[0.7, -0.2, 0.1], [0.3, 0.5, -0.4], [0.2, 0.6, 0.1]],
        "bias": [0.1, -0.2, 0.3],
        "h_0": [0.5, -0.5, 0.25],
    },
}


def shapes():
    """Give a problem for every shape of network, by a name for it."""
    found = {kind: variants(kind)[0] for kind in KINDS}
    found |= {
        "deep": Problem.from_dict(_DEEP),
        "both ways": Problem.from_dict(_BOTH_WAYS),
        "output": Problem.from_dict(_WITH_OUTPUT),
        "targets": Problem.from_dict(
            {**_WITH_OUTPUT, "output": {**_WITH_OUTPUT["output"], "targets": ["am", "here", "i"]}}
        ),
        "numbers": Problem.from_dict(_NUMBERS),
        "rows": Problem.from_dict({**_WITH_OUTPUT, "notation": {"layout": "rows"}}),
        "fused": Problem.from_dict({**_WITH_OUTPUT, "notation": {"layout": "fused"}}),
    }
    return found


class Writer:
    """Fills in a sheet line by line, each from the numbers that were written before, with slips on the way."""

    def __init__(self, desk, seed=0):
        self.desk, self.changes = desk, []
        self.random = random.Random(seed)

    @property
    def answers(self):
        return dict(self.changes)

    def write(self, name, text):
        self.changes.append((name, text))

    def line(self, i, *, slip=False):
        """Write a line as it follows from what stands there; with a slip one entry is off."""
        line = self.desk.lines.lines[i]
        texts = list(self.desk.follows(self.answers, i))
        if slip:
            at = self.random.randrange(len(texts))
            off = self.random.choice(("0.1", "-0.2", "0.315", "-0.07"))
            texts[at] = str(Decimal(texts[at]) + Decimal(off))
        for entry, text in enumerate(texts, start=1):
            if line.name(entry) in self.desk.sheet.blanks:
                self.write(line.name(entry), text)
