"""The keys of a spec, in one table, and the faults of keys: unknown, misplaced, of the wrong type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from tutor.calculation.assembly.parameters import split_name
from tutor.calculation.backward.loss import Activation, LossKind, Reduction
from tutor.calculation.backward.targets import At
from tutor.calculation.cells import CELLS
from tutor.calculation.names import Layout, Orientation, Symbols
from tutor.calculation.numbers import BackwardLines, Carry, Ties
from tutor.language.faults import Fault, Sentence
from tutor.spec import key_messages as says
from tutor.spec.decimals import excerpt

# Section → keys; the section "" is the top of the file.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("title", "sentence", "tokens", "sentences", "inputs", "vocabulary", "language"),
        "cell": (
            "kind",
            "num_layers",
            "bidirectional",
            "batch_first",
            "orientation",
            "weight_ih",
            "weight_hh",
            "bias",
            "bias_ih",
            "bias_hh",
            "h_0",
            "c_0",
            "from",
            "module",
        ),
        "output": ("weight_hy", "bias_y", "activation", "at", "targets"),
        "loss": ("kind", "reduction", "learning_rate"),
        "rounding": ("decimals", "carry", "ties", "written", "decimals_backward", "written_backward"),
        "notation": ("symbols", "layout"),
    }
)
SECTIONS = tuple(filter(None, KEYS))

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "language": ("ko", "en"),
        "cell.kind": tuple(CELLS),
        "cell.orientation": get_args(Orientation),
        "output.activation": get_args(Activation),
        "output.at": get_args(At),
        "loss.kind": get_args(LossKind),
        "loss.reduction": get_args(Reduction),
        "rounding.carry": get_args(Carry),
        "rounding.ties": get_args(Ties),
        "rounding.written_backward": get_args(BackwardLines),
        "notation.symbols": get_args(Symbols),
        "notation.layout": get_args(Layout),
    }
)

# A name that two sections have belongs to the first, unless it stands in the other.
_SECTION_OF = {name: section for section, names in reversed(tuple(KEYS.items())) for name in names}

# Names from papers and other tools that resemble no key of ours.
_ALSO_CALLED = {
    "activation": "kind",
    "nonlinearity": "kind",
    "type": "kind",
    "cell_type": "kind",
    "words": "vocabulary",
    "vocab": "vocabulary",
    "lang": "language",
    "text": "sentence",
    "input": "sentence",
    "name": "title",
    "w_ih": "weight_ih",
    "w_xh": "weight_ih",
    "w_hx": "weight_ih",
    "wx": "weight_ih",
    "w_hh": "weight_hh",
    "wh": "weight_hh",
    "b": "bias",
    "b_h": "bias",
    "b_ih": "bias_ih",
    "b_hh": "bias_hh",
    "h0": "h_0",
    "c0": "c_0",
    "layers": "num_layers",
    "batch": "sentences",
    "w_hy": "weight_hy",
    "b_y": "bias_y",
    "target": "targets",
    "labels": "targets",
    "lr": "learning_rate",
    "eta": "learning_rate",
    "digits": "decimals",
    "precision": "decimals",
    "mode": "ties",
}
# A file that is no spec at all is not told key by key.
_MAX_TOLD = 10

# Sizes are read from the matrices, so that they cannot contradict them.
_READ_FROM_THE_WEIGHTS = ("hidden_size", "input_size")


def dotted(section: str, name: str) -> str:
    """Join a section and a name: the key as it is called in messages."""
    return f"{section}.{name}" if section else name


def place_of(name: str) -> str:
    """Give the dotted key of a name (``weight_ih`` → ``cell.weight_ih``); anything else stays as it is."""
    return dotted(section_of(name), name)


def section_of(name: str) -> str:
    """Give the section that a key belongs to; parameters of any layer belong to the cell."""
    return _SECTION_OF.get(name, "cell" if split_name(name) else "")


def _is_known(section: str, name: str) -> bool:
    return name in KEYS[section] or (section == "cell" and split_name(name) is not None)


def unknown_keys(data: Mapping[str, object]) -> tuple[list[Fault], frozenset[str]]:
    """Find every key that a spec does not have, with the one that is probably meant.

    Returns:
        the faults, and the dotted keys (or sections) that were meant: they are not missing as well.
    """
    found: list[tuple[str, str]] = []
    faults: list[Fault] = []
    meant: set[str] = set()
    for section in ("", *SECTIONS):
        table = data.get(section) if section else {key: data[key] for key in data if key not in SECTIONS}
        if isinstance(table, Mapping):
            names = list(map(str, table))
            home, start = _section_left_out(section, names, data)
            if home:
                faults.append(_without_its_line(section, home, names[start:]))
                meant |= {dotted(home, name) for name in names[start:]}
            found += [(section, name) for name in names[:start] if not _is_known(section, name)]
    faults += [_unknown(section, name, meant) for section, name in found[:_MAX_TOLD]]
    if len(found) > _MAX_TOLD:
        more = len(found) - _MAX_TOLD
        faults.append(says.MORE_UNKNOWN_KEYS(more=more))
    return faults, frozenset(meant)


def _section_left_out(section: str, names: list[str], data: Mapping[str, object]) -> tuple[str, int]:
    """Find where the keys of a section that the spec lacks begin and go on to the end.

    Returns:
        the section that is lacking ("" where none is), and the position of its first key.
    """
    for start, name in enumerate(names):
        home = section if name in KEYS[section] else section_of(name)
        if home not in ("", section) and home not in data:
            if len(names) > start + 1 and all(section_of(each) == home for each in names[start:]):
                return home, start
            break
    return "", len(names)


def _without_its_line(section: str, home: str, names: list[str]) -> Fault:
    """Say once that a section is missing, whatever the number of its keys."""
    return says.THE_SECTION_IS_MISSING(
        section=home, keys=", ".join(f"`{name}`" for name in names), key=names[0]
    ).about(dotted(section, names[0]))


def _unknown(section: str, name: str, meant: set[str]) -> Fault:
    """Refuse one key; add what it means to ``meant``."""
    key = dotted(section, name)
    if name in _READ_FROM_THE_WEIGHTS:
        return says.A_SIZE_IS_NO_KEY(key=excerpt(name)).about(key)
    target = _nearest(section, name)
    if target is None:
        known = ", ".join((*KEYS[section], *(() if section else (f"[{each}]" for each in SECTIONS))))
        return says.UNKNOWN_KEY(key=excerpt(name), known=known).about(key)
    meant.add(target)
    home, _, leaf = target.rpartition(".")
    if leaf == name and home:
        return says.KEY_BELONGS_IN_SECTION(key=name, section=home).about(key)
    if leaf == name and leaf not in SECTIONS:
        return says.KEY_BELONGS_AT_THE_TOP_OF_THE_FILE(key=name).about(key)
    return (
        says.UNKNOWN_KEY_DID_YOU_MEAN_NEAR(key=excerpt(name), near=leaf)
        .saying(help=_write_as(home, leaf, section))
        .about(key)
    )


def _nearest(section: str, name: str) -> str | None:
    """Find the key that is meant: the same name elsewhere, another tool's name, or a near spelling."""
    from difflib import get_close_matches

    folded = name.casefold().replace("-", "_")
    called = _ALSO_CALLED.get(folded)
    if called is not None and section != "output" and not (section == "loss" and folded in _SECTION_OF):
        return _home(section, called)
    if name in _SECTION_OF or split_name(name):
        return place_of(name)
    if section and folded in SECTIONS:
        return None
    here = [*KEYS[section], *(() if section else SECTIONS)]
    for candidates in (here, [*_SECTION_OF, *SECTIONS]):
        if near := get_close_matches(folded[:80], candidates, n=1, cutoff=0.7):
            return _home(section, near[0])
    return None


def _home(section: str, leaf: str) -> str:
    """Give the dotted key of a name, where several sections have it that of the section it stands in."""
    return dotted(section, leaf) if leaf in KEYS[section] else place_of(leaf)


def _write_as(home: str, leaf: str, section: str) -> Sentence:
    if leaf in SECTIONS:
        return says.WRITE_SECTION(section=leaf)
    if dotted(home, leaf) == "cell.kind":
        return says.THE_ACTIVATION_BELONGS_TO_THE_KIND()
    if home == section:
        return says.WRITE_KEY(key=leaf)
    if not home:
        return says.WRITE_KEY_AT_THE_TOP_OF_THE_FILE(key=leaf)
    return says.WRITE_KEY_IN_SECTION(key=leaf, section=home)


def wrong_type(key: str, value: object, expected: Sentence, help_: Sentence) -> Fault:
    """Refuse a value of the wrong type."""
    return (
        says.KEY_MUST_BE_EXPECTED_NOT_FOUND(
            key=key.rpartition(".")[2], expected=expected, found=kind_of(value)
        )
        .saying(help=help_)
        .about(key)
    )


def unknown_value(key: str, found: str, allowed: tuple[str, ...], near: str | None = None) -> Fault:
    """Refuse a word that is not one of the allowed ones, with the nearest."""
    from difflib import get_close_matches

    if near is None:
        matches = get_close_matches(found[:80].casefold(), allowed, n=1, cutoff=0.5)
        part = [each for each in allowed if found.casefold() in re.split("[-_]", each)]
        near = matches[0] if matches else part[0] if len(part) == 1 else None
    listed = ", ".join(f'"{each}"' for each in allowed)
    return (
        says.KEY_FOUND_IS_NOT_KNOWN(key=key.rpartition(".")[2], found=excerpt(found), known=listed)
        .saying(help=says.DID_YOU_MEAN_NEAR(near=near) if near else says.CHOOSE_ONE_OF_THEM())
        .about(key)
    )


def kind_of(value: object) -> Sentence:
    """Say what a value is, and show it where it is short."""
    match value:
        case bool():
            said = says.THE_TRUTH_VALUE(value=str(value).lower())
        case str():
            said = says.THE_TEXT_VALUE(value=excerpt(value))
        case Mapping():
            said = says.A_TABLE()
        case list() | tuple():
            said = says.A_LIST()
        case None:
            said = says.NOTHING_NULL()
        case int() if abs(value) > 10**20:  # longer ones cannot even be printed
            said = says.A_LARGE_NUMBER()
        case _:
            said = says.THE_VALUE(value=excerpt(str(value)))
    return said
