"""Rounding and markers for make.py: numbers by mpmath (40 digits), apart from everything the tool computes with.

A line that ends on ``§2`` holds two computed steps, ``§!2`` carries the planted mistake, ``§>2`` only follows.
"""

import json
import re
from pathlib import Path

import mpmath as mp

mp.mp.dps = 40
HERE = Path(__file__).parent
TRUTH = {}
MARK = re.compile(r"\s*§([!>]?)(\d+)$")


def to(value):
    """A number, from the text of a decimal or from a number."""
    return mp.mpf(value) if isinstance(value, str) else value


def text_of(value, digits=3):
    """The nearest decimal, halves away from zero, written out."""
    scaled = abs(to(value)) * mp.mpf(10) ** digits
    whole = int(mp.floor(scaled + mp.mpf("0.5") + mp.mpf(10) ** -25))
    written = str(whole).rjust(digits + 1, "0")
    sign = "-" if to(value) < 0 and whole else ""
    return sign + (f"{written[:-digits]}.{written[-digits:]}" if digits else written)


def row(values, digits=3, gap=", "):
    """The entries of a vector, without brackets."""
    return gap.join(text_of(each, digits) for each in values)


def carried(value, digits=3):
    """What the writer goes on with: the number that was printed."""
    if isinstance(value, list):
        return [carried(each, digits) for each in value]
    return mp.mpf(text_of(value, digits))


def numbers(line):
    return [mp.mpf(each) for each in line.split()]


def matrix(lines):
    return [numbers(each) for each in lines.split(";")]


def apply(weight, vector):
    return [mp.fsum(a * b for a, b in zip(each, vector, strict=True)) for each in weight]


def add(*vectors):
    return [mp.fsum(each) for each in zip(*vectors, strict=True)]


def times(left, right):
    return [a * b for a, b in zip(left, right, strict=True)]


def tanh(value):
    return [mp.tanh(each) for each in value] if isinstance(value, list) else mp.tanh(value)


def sigmoid(value):
    return [sigmoid(each) for each in value] if isinstance(value, list) else 1 / (1 + mp.exp(-value))


def write(name, language, tags, body, value=None, h_n=None, blame=()):
    """One text, its markers taken off, and its truth."""
    lines = body.strip("\n").split("\n")
    kept, roots, follow, links = [], [], [], []
    for place, line in enumerate(lines, 1):
        found = MARK.search(line)
        if found:
            line = line[: found.start()]
            links.append([place, int(found[2])])
            (roots if found[1] == "!" else follow if found[1] == ">" else []).append(place)
        kept.append(line)
    (HERE / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    truth = {"language": language, "tags": tags.split(), "right": not roots, "root": roots, "follow": follow}
    truth["clean"] = [n for n in range(1, len(lines) + 1) if n not in roots and n not in follow]
    truth |= {"links": links, "h_n": h_n, "blame": list(blame)}
    if value:
        truth["value"] = {str(roots[0]): value}
    TRUTH[name] = truth


def finish():
    written = json.dumps(TRUTH, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "truth.json").write_text(written + "\n", encoding="utf-8")
