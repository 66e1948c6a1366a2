"""The palette: one colour a role, its tint, and the line that says the same without colour.

A role is what a piece of mathematics is for: what the word brings, what is remembered, what is always added,
the state, the cell state. Every printer and every drawing takes its look from here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

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


def style_properties() -> str:
    """Give the colours as properties of a style sheet.

    >>> style_properties()[:36]
    '--input: #1450d2; --input-tint: #dde'
    """
    looks: dict[str, Look] = {**{str(name): each for name, each in ROLES.items()}, "wrong": WRONG}
    colours = [f"--{name}: #{each.colour}; --{name}-tint: #{each.tint};" for name, each in looks.items()]
    return " ".join([*colours, f"--ink: #{INK}; --soft: #{SOFT}; --rule: #{RULE};"])


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
