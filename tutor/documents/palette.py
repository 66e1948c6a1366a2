"""The palette: one colour a role, its tint, and the line that says the same without colour.

A role is what a piece of mathematics is for: what the word brings, what is remembered, what is always added,
the state, the cell state. Every printer and every drawing takes its look from here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from tutor.record import NamedTuple

Role = Literal["input", "recurrent", "bias", "state", "memory"]
Stroke = Literal["solid", "dashed", "dotted", "double"]


class Look(NamedTuple):
    """How a role looks: its colour, a tint to fill with, its kind of line; colours as six digits."""

    colour: str
    tint: str
    line: Stroke


ROLES: Mapping[Role, Look] = MappingProxyType(
    {
        "input": Look("1450d2", "dde7fa", "solid"),
        "recurrent": Look("b04a00", "fbe6d6", "dashed"),
        "bias": Look("6a6a6a", "efefef", "dotted"),
        "state": Look("004f2d", "cdeadb", "double"),
        "memory": Look("6a1f5c", "f0dcec", "double"),
    }
)
# Where something is wrong, always beside a cross and a word.
WRONG = Look("b00020", "fde3e3", "solid")
INK, SOFT, RULE, PAPER = "1a1a1a", "5c5c5c", "8a8a8a", "ffffff"

# What becomes of an answer, as a reader sees it.
Outcome = Literal["right", "follows", "wrong", "repeated", "review", "blank"]
# Each has a sign, a colour and a tint, and always a word beside them.
OUTCOMES: Mapping[Outcome, tuple[str, Look]] = MappingProxyType(
    {
        "right": ("✓", Look("004f2d", "f3fbf7", "solid")),
        "follows": ("→", Look("1450d2", "f1f6fa", "solid")),
        "wrong": ("✗", WRONG),
        "repeated": ("(✗)", WRONG),
        "review": ("?", Look("6a1f5c", "faf3f8", "dashed")),
        "blank": ("–", Look("5c5c5c", "f6f6f6", "dotted")),
    }
)
# How a share of right answers is shaded: from which percentage on, with which tint.
SHADES = ((97, "ffffff"), (90, "fdf3ea"), (80, "fbe0c8"), (60, "f5bf92"), (0, "eb9a58"))


def shade(percent: int) -> int:
    """Give the place of a percentage's tint among the shades.

    >>> [shade(percent) for percent in (100, 90, 79, 0)]
    [0, 1, 3, 4]
    """
    return next(at for at, (least, _) in enumerate(SHADES) if percent >= least)


def style_properties() -> str:
    """Give the colours as properties of a style sheet.

    >>> style_properties()[:36]
    '--input: #1450d2; --input-tint: #dde'
    """
    looks: dict[str, Look] = {**{str(name): each for name, each in ROLES.items()}, "wrong": WRONG}
    colours = [f"--{name}: #{each.colour}; --{name}-tint: #{each.tint};" for name, each in looks.items()]
    of_outcomes = [
        f"--is-{name}: #{each.colour}; --is-{name}-tint: #{each.tint};"
        for name, (_, each) in OUTCOMES.items()
    ]
    shades = [f"--shade{at}: #{tint};" for at, (_, tint) in enumerate(SHADES)]
    return " ".join([*colours, f"--ink: #{INK}; --soft: #{SOFT}; --rule: #{RULE};", *of_outcomes, *shades])


# Roles of the tables of equations and parameters, and what they look like on a page.
_OF_TABLES: Mapping[str, Role] = MappingProxyType(
    {
        "input weight": "input",
        "input term": "input",
        "recurrent weight": "recurrent",
        "recurrent term": "recurrent",
        "bias": "bias",
        "recurrent bias": "bias",
        "state": "state",
        "cell state": "memory",
    }
)


def role_of(table_role: str) -> Role | None:
    """Give the look's role of an equation or a parameter, by the role that its table gives it.

    >>> role_of("input weight"), role_of("gate")
    ('input', None)
    """
    return _OF_TABLES.get(table_role)
