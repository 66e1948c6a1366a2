"""Where torch chooses kinds of number by itself: inside ``torch.autocast``.

Which it chooses depends on the machine. So what is computed there has a kind that is not known, and a
module that meets another kind than that of its weights has no verdict there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Found, Packed, Ref, Tensor, Unknown
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# Methods and functions that keep the kind of number, or say it themselves.
_KEEPING = frozenset(
    [
        "view",
        "reshape",
        "unsqueeze",
        "squeeze",
        "transpose",
        "permute",
        "contiguous",
        "flatten",
        "expand",
        "repeat",
        "detach",
        "clone",
        "float",
        "double",
        "half",
        "bfloat16",
        "long",
        "int",
        "to",
        "type",
        "cpu",
        "zeros_like",
        "ones_like",
        "randn_like",
        "rand_like",
        "new_zeros",
        "new_ones",
        "t",
        "swapaxes",
        "requires_grad_",
        "zero_",
        "fill_",
        "unsqueeze_",
        "squeeze_",
        "transpose_",
        "t_",
        "numpy",
        "size",
    ]
)


@contextmanager
def within(run: Run, managers: list[tuple[ast.expr, Found]]) -> Iterator[None]:
    """Follow the body of ``with``: it may be one in which torch chooses."""
    count = sum(_chooses(expression, made) for expression, made in managers)
    run.autocast += count
    try:
        yield
    finally:
        run.autocast -= count


def _chooses(expression: ast.expr, made: Found) -> bool:
    """Tell autocast, and a name of which it is not known what it stands for."""
    if not isinstance(made, Unknown):
        return False
    named = isinstance(expression, ast.Name) and made.cause.kind in ("branch", "name", "argument")
    return named or "autocast" in made.cause.text


def chosen(run: Run, made: Found, arguments: list[Found], name: str) -> Found:
    """Give the result of a call in which torch may have chosen: its kind of number is not known then."""
    contents = [run.store.get(each) for each in arguments]
    if (
        not run.autocast
        or name in _KEEPING
        or not any(isinstance(each, Tensor | Packed) for each in contents)
    ):
        return made
    return lowered(run, made)


def lowered(run: Run, made: Found) -> Found:
    """Forget the kinds of number of what was computed."""
    if type(made) is tuple:
        return tuple(lowered(run, each) for each in made)
    content = run.store.get(made)
    if isinstance(content, Packed):
        return replace(content, dtype="")
    if isinstance(made, Ref) and isinstance(content, Tensor) and "float" in content.dtype:
        return run.store.put(replace(content, dtype=""))
    return made
