"""Where tensors and modules lie: on the CPU, on a GPU, or on a device that the program chooses.

A device is a word: "cpu", "cuda:0". One that a condition chooses begins with :data:`CHOSEN` and is the same
word wherever the same condition chooses; one of which nothing is known begins with :data:`SOME`; "" is none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import (
    Found,
    Instance,
    Items,
    Layer,
    Lib,
    Packed,
    Recurrent,
    Ref,
    Tensor,
    Unknown,
)
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

CPU = "cpu"
CHOSEN = "device?"
SOME = "~"
# What stands for a device that is known.
_LIBRARY = "device."
_NAME = re.compile(r"(?P<kind>cpu|cuda|mps|xpu|meta)(?::(?P<number>\d+))?")
MOVES = frozenset(["to", "cuda", "cpu"])


def named(text: str) -> str:
    """Give the device that a word of the text names; "" for another word."""
    found = _NAME.fullmatch(text)
    if found is None:
        return ""
    return f"cuda:{found['number'] or 0}" if found["kind"] == "cuda" else found["kind"]


def of_choice(key: str, one: str, two: str) -> str:
    """Give the device that is one or the other by a condition; "" where one of them is not known."""
    if one == two:
        return one
    return f"{CHOSEN}{key}?{one}|{two}" if key and is_stated(one) and is_stated(two) else ""


def is_stated(device: str) -> bool:
    """Tell a device that the text says."""
    return bool(device) and not device.startswith(SOME)


def is_known(device: str) -> bool:
    """Tell a device that is the same wherever the program runs."""
    return is_stated(device) and not device.startswith(CHOSEN)


def made(run: Run, arguments: Sequence[Found], node: ast.Call) -> Found:
    """Follow ``torch.device(…)``."""
    where = asked(run, arguments[0]) if arguments else ""
    if is_known(where):
        return Lib(f"{_LIBRARY}{where}")
    return Unknown(run.cause(node), where) if is_stated(where) else run.unknown(run.cause(node), node)


def value_of(run: Run, owner: Ref, tensor: Tensor, node: ast.expr) -> Found:
    """Give the device of a tensor; of one that lies anywhere it is some device from now on."""
    if is_known(tensor.device):
        return Lib(f"{_LIBRARY}{tensor.device}")
    where = tensor.device or f"{SOME}{run.key(node)}"
    run.store[owner] = replace(tensor, device=where)
    return Unknown(run.cause(node), where.removeprefix(SOME))


def asked(run: Run, value: Found) -> str:
    """Give the device that a value stands for."""
    content = run.store.get(value)
    match content:
        case bool():
            return ""
        case str():
            return named(content)
        case int() if not hasattr(content, "terms"):
            return f"cuda:{content}"
        case Lib(path) if path.startswith(_LIBRARY):
            return path.removeprefix(_LIBRARY)
        case Tensor():
            return content.device
        case Unknown(_, key):
            return key if key.startswith(CHOSEN) else f"{SOME}{key}"
    return ""


def target(run: Run, name: str, arguments: Sequence[Found], keywords: Mapping[str, Found]) -> str | None:
    """Give where ``to``, ``cuda`` or ``cpu`` moves something; nothing where it moves nothing."""
    given = [keywords["device"]] if "device" in keywords else list(arguments[:1])
    if name == "cpu":
        return CPU
    if name == "cuda":
        return asked(run, given[0]) if given and given[0] is not None else "cuda:0"
    if not given or (isinstance(run.store.get(given[0]), int | None) and "device" not in keywords):
        return None
    return asked(run, given[0]) or None


def default(run: Run) -> str:
    """Give where a new tensor lies if nothing else is said."""
    found = run.switch("device")
    return CPU if found is None else found if isinstance(found, str) else ""


def _lying(run: Run, value: Found, depth: int = 0) -> Iterator[str]:
    """Give where the tensors in a value lie."""
    content = run.store.get(value)
    if isinstance(content, Tensor | Packed):
        if not getattr(content, "array", False):
            yield content.device
    elif depth < 3:
        inner: Sequence[Found] = ()
        if isinstance(content, Items):
            inner = content.items or (content.element,)
        elif type(content) is tuple:
            inner = content
        for each in inner:
            yield from _lying(run, each, depth + 1)


def common(run: Run, values: Sequence[Found]) -> str | None:
    """Give the one device of all tensors in some values; "" where they lie apart; nothing without tensors."""
    found = {device for each in values for device in _lying(run, each)}
    return None if not found else found.pop() if len(found) == 1 else ""


def placed(
    run: Run, made: Found, values: Sequence[Found], keywords: Mapping[str, Found], otherwise: str = ""
) -> Found:
    """Say of what a call has made where it lies: as it asks, beside what it was made of, or ``otherwise``."""
    asks = keywords.get("device")
    where = asked(run, asks) if asks is not None else common(run, values)
    where = otherwise if where is None else where
    return _at(run, made, where) if where else made


def _at(run: Run, made: Found, where: str) -> Found:
    if type(made) is tuple:
        return tuple(_at(run, each, where) for each in made)
    if isinstance(made, Packed):
        return made if made.device else replace(made, device=where)
    content = run.store.get(made)
    if isinstance(content, Tensor) and isinstance(made, Ref) and not content.device:
        run.store[made] = replace(content, device=where)
    return made


def moved(run: Run, owner: Found, where: str, depth: int = 0) -> None:
    """Move a module and everything in it: modules, parameters and buffers."""
    content = run.store.get(owner)
    if depth > 8 or not isinstance(owner, Ref):
        return
    inner: Sequence[Found] = ()
    match content:
        case Recurrent():
            run.store[owner] = replace(content, device=where)
        case Layer():
            run.store[owner] = replace(content, device=where)
            inner = content.parts
        case Instance(_, attributes):
            inner = list(attributes.values())
        case Tensor(role=(role, _)) if role == PARAMETER:
            run.store[owner] = replace(content, device=where)
    for each in inner:
        if isinstance(run.store.get(each), Recurrent | Layer | Instance | Tensor):
            moved(run, each, where, depth + 1)


# What a tensor remembers that belongs to the module which has it.
PARAMETER = "parameter"


@contextmanager
def within(run: Run, managers: Sequence[tuple[ast.expr, Found]]) -> Iterator[None]:
    """Follow the body of ``with torch.device(…)``: what is made in it lies there."""
    before = run.switch("device")
    for _, manager in managers:
        where = asked(run, manager) if isinstance(manager, Lib | Unknown) else ""
        if is_stated(where):
            run.set_switch("device", where)
    try:
        yield
    finally:
        if run.switch("device") != before:
            run.set_switch("device", before)
