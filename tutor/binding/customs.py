"""Roles that no formula tells: by the customary letters of a definition, else by shapes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.reading.formulas.syntax import Expression, Matrix, Vector
from tutor.reading.signs import SUMS
from tutor.reading.work import Work

_CUSTOMARY: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("W_ih", "W_hx", "W_xh", "W_x", "W_ax", "W_in", "W_i", "Wx", "weight_ih", "weight_ih_l0"), "weight_ih"
    )
    | dict.fromkeys(("W_hh", "W_h", "W_aa", "W_rec", "W_r", "Wh", "weight_hh", "weight_hh_l0"), "weight_hh")
    | dict.fromkeys(("b", "b_h", "bias", "b_a"), "bias")
    | dict.fromkeys(("b_ih", "b_xh", "b_hx", "b_x", "bias_ih", "bias_ih_l0"), "bias_ih")
    | dict.fromkeys(("b_hh", "bias_hh", "bias_hh_l0"), "bias_hh")
    # One unit has numbers for matrices, and small letters.
    | dict.fromkeys(("w_x", "w_xh", "w_hx", "w_ih", "w_in", "wx", "wxh", "w"), "weight_ih")
    | dict.fromkeys(("w_h", "w_hh", "w_rec", "w_r", "wh", "whh", "u", "u_h"), "weight_hh")
)


def by_custom(work: Work, roles: dict[str, str]) -> tuple[tuple[str, ...], bool]:
    """Bind definitions that no formula uses by their customary letters; say whether shapes told some."""
    found = []
    for chain in work.chains:
        name = chain.name
        if name is None or name.step is not None or name.base in roles or chain.literal is None:
            continue
        role = _CUSTOMARY.get(name.base)
        if role is not None and role not in roles.values():
            roles[name.base] = role
            found.append(role)
    shaped = _by_shape(work, roles)
    found += shaped
    _sums_without_formula(work, roles)
    if "x" not in roles.values():
        roles.setdefault("x", "x")
    return tuple(found), bool(shaped)


def _sums_without_formula(work: Work, roles: dict[str, str]) -> None:
    """Bind what stands as numbers before the state and is customarily the sum inside the activation."""
    if "a" in roles.values():
        return
    for chain in work.chains:
        name = chain.name
        if name is not None and name.step is not None and name.base in SUMS and name.base not in roles:
            roles[name.base] = "a"
            return


def _by_shape(work: Work, roles: dict[str, str]) -> list[str]:
    """Bind two matrices that only their shapes tell apart: the square one is the recurrent one."""
    missing = [role for role in ("weight_ih", "weight_hh") if role not in roles.values()]
    candidates = {
        chain.name.base: _is_square(chain.literal)
        for chain in work.chains
        if chain.name is not None
        and chain.name.step is None
        and chain.name.base not in roles
        and isinstance(chain.literal, Matrix | Vector)
    }
    if len(missing) != len(candidates) or not missing:
        return []
    names = list(candidates)
    if len(names) == 2 and candidates[names[0]] and not candidates[names[1]]:
        names.reverse()
    roles.update(zip(names, missing, strict=True))
    return missing


def _is_square(literal: Expression) -> bool:
    return isinstance(literal, Matrix) and len(literal.rows) == len(literal.rows[0])
