"""Python's own functions, and the methods of its lists, dicts and words."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import (
    Batches,
    Cause,
    Class,
    Entries,
    Found,
    Instance,
    Items,
    Layer,
    Lib,
    Recurrent,
    Ref,
    Tensor,
    Unknown,
)
from tutor.calls.following.rounds import MOST_ELEMENTS, any_batch
from tutor.calls.library import ordering
from tutor.calls.rules.sizes import Symbolic, symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# What changes nothing that it is given.
_HARMLESS = frozenset(
    [
        "print",
        "len",
        "isinstance",
        "type",
        "id",
        "repr",
        "str",
        "hasattr",
        "callable",
        "format",
        "input",
        "open",
        "any",
        "all",
        "bool",
        "vars",
        "getattr",
        "float",
        "int",
        "abs",
        "round",
        "sum",
        "max",
        "min",
        "divmod",
    ]
)


def called(name: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    """Find what a function of Python returns."""
    if name in ("exec", "eval", "globals", "locals") or (name == "vars" and not arguments):
        run.forget_all(node)
        return run.unknown(run.cause(node), node)
    made = _made(name, arguments, keywords, run, node)
    if isinstance(made, Items | Entries):
        return run.store.put(made)
    if made is not called:
        return made
    if name not in _HARMLESS:
        return run.somebody(arguments, keywords, node)
    return run.unknown(run.cause(node), node)


def _made(name: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    contents = [run.store.get(each) for each in arguments]
    first = contents[0] if contents else None
    match name:
        case "print":
            return None
        case "len" if len(arguments) == 1:
            return _length(first, run, node)
        case "range" if arguments:
            plain = all(isinstance(each, int) and not isinstance(each, bool | Symbolic) for each in contents)
            if plain and len(contents) < 4 and (len(contents) < 3 or contents[2] != 0):
                numbers = range(*contents)
                if len(numbers) <= MOST_ELEMENTS:
                    return numbers
            return Items(None, symbolic("?", run.key(node), 0))
        case "int" if isinstance(first, int | float) and not isinstance(first, Symbolic):
            return int(first) if abs(first) < 10**15 else called
        case "int" if isinstance(first, Symbolic):
            return first
        case "float" if isinstance(first, int | float) and not isinstance(first, Symbolic):
            return float(first)
        case "str" if isinstance(first, str | int | float | bool) and not isinstance(first, Symbolic):
            return str(first)
        case "bool" if arguments:
            truth = run.truth(arguments[0])
            return called if truth is None else truth
        case "sorted" if len(arguments) == 1:
            return ordering.ordered(name, arguments, keywords, run, node)
        case "max" | "min" if arguments and keywords:
            return ordering.ordered(name, arguments, keywords, run, node)
        case "list" | "tuple" | "reversed" | "set" if len(arguments) == 1:
            return _listed(name, arguments[0], run, node)
        case "list" | "dict" | "tuple" if not arguments:
            if name == "dict":
                return Entries(None if "**" in keywords else dict(keywords))
            return Items(()) if name == "list" else ()
        case "dict" if len(arguments) == 1:
            return _mapped(arguments[0], keywords, run, node)
        case "zip" | "enumerate":
            return _paired(name, arguments, keywords, run, node)
        case "isinstance" if len(arguments) == 2:
            return _is_instance(first, contents[1])
        case "max" | "min" if contents and len(contents) > 1:
            if all(isinstance(each, int | float) and not isinstance(each, Symbolic) for each in contents):
                return max(contents) if name == "max" else min(contents)
        case "max" | "min" | "sum" if len(contents) == 1 and not keywords:
            parts = run.elements(arguments[0], node) if not isinstance(first, Tensor) else None
            numbers_ = [each for each in parts or () if isinstance(each, int | float)]
            if (
                parts
                and len(numbers_) == len(parts)
                and not any(isinstance(each, Symbolic) for each in parts)
            ):
                return max(numbers_) if name == "max" else min(numbers_) if name == "min" else sum(numbers_)
        case "abs" | "round" if len(contents) == 1 and isinstance(first, int | float):
            if not isinstance(first, Symbolic):
                return abs(first) if name == "abs" else round(first)
        case "getattr" if len(arguments) >= 2 and isinstance(contents[1], str):
            if isinstance(first, Lib | Instance | Recurrent | Tensor):
                return run.attribute(arguments[0], contents[1], node)
        case "next" if isinstance(first, Items) and first.items is None and first.element is not None:
            return first.element
        case "iter" if arguments:
            return Unknown(run.cause(node), run.key(node)) if not isinstance(first, Batches) else arguments[0]
        case "next" if isinstance(first, Batches):
            some = any_batch(first, run, node)
            return run.unknown(run.cause(node), node) if some is None else some
        case "super" | "property" | "staticmethod":
            return Unknown(run.cause(node), run.key(node))
    return called


def _length(content: Found, run: Run, node: ast.Call) -> Found:
    if type(content) is tuple or isinstance(content, str | range):
        return len(content)
    match content:
        case Items(items, _) if items is not None:
            return len(items)
        case Entries(entries) if entries is not None:
            return len(entries)
        case Tensor(axes) if axes:
            return axes[0].size
        case Tensor(None):
            return Unknown(run.cause(node), f"{content.key or run.key(node)}.shape[0]")
        case Unknown(_, key):
            return Unknown(run.cause(node), f"{key}.shape[0]")
        case Layer(_, _, parts) if parts:
            return len(parts)
    return called


def _listed(name: str, value: Found, run: Run, node: ast.Call) -> Found:
    parts = run.elements(value, node)
    if name == "set":
        parts = (
            None
            if parts is None or not all(isinstance(each, str | int) for each in parts)
            else _distinct(parts)
        )
    if parts is None:
        content = run.store.get(value)
        if isinstance(content, range):
            return Items(None, symbolic("?", run.key(node), 0))
        return Items(None, None)
    if name == "reversed":
        parts = parts[::-1]
    return tuple(parts) if name == "tuple" else Items(tuple(parts))


def _mapped(value: Found, keywords: Mapping[str, Found], run: Run, node: ast.Call) -> Found:
    """Make a dict of another one, or of pairs."""
    content = run.store.get(value)
    known: Mapping[Found, Found] | None = content.entries if isinstance(content, Entries) else None
    if not isinstance(content, Entries):
        pairs = [run.store.get(each) for each in run.elements(value, node) or [None]]
        rows = [tuple(each.items or ()) if isinstance(each, Items) else each for each in pairs]
        plain = all(
            type(each) is tuple and len(each) == 2 and isinstance(each[0], str | int) for each in rows
        )
        known = dict(rows) if plain else None
    return Entries(None if known is None or "**" in keywords else {**known, **keywords})


def _distinct(parts: list[Found]) -> list[Found]:
    """Give what is left of a list in a set; in which order Python has words in it is up to chance."""
    found = list(dict.fromkeys(parts))
    return sorted(found) if all(isinstance(each, str) for each in found) else found


def _paired(
    name: str, arguments: list[Found], keywords: Mapping[str, Found], run: Run, node: ast.Call
) -> Found:
    parts = [run.rounds(each, node) for each in arguments[: 1 if name == "enumerate" else None]]
    if name == "enumerate":
        begin = keywords.get("start", arguments[1] if len(arguments) > 1 else 0)
        if parts and parts[0] is not None and isinstance(begin, int):
            content = run.store.get(arguments[0])
            if isinstance(content, Batches):  # which of them it is stays open
                return Items(tuple((Unknown(run.cause(node), run.key(node)), each) for each in parts[0]))
            return Items(tuple((begin + at, each) for at, each in enumerate(parts[0])))
        return (
            Items(None, (symbolic("?", run.key(node), 0), run.element(arguments[0], node)))
            if arguments
            else called
        )
    known = [each for each in parts if each is not None]
    if known and len(known) == len(parts):
        return Items(tuple(zip(*known, strict=False)))
    return Items(None, tuple(run.element(each, node) for each in arguments))


def _is_instance(content: Found, kind: Found) -> Found:
    """Tell what kind of value it is, where both are known."""
    names = [
        each.path.rpartition(".")[2]
        for each in (kind if type(kind) is tuple else (kind,))
        if isinstance(each, Lib)
    ]
    if not names or isinstance(content, Unknown):
        return called
    own = {
        Tensor: "Tensor",
        Items: "list",
        Entries: "dict",
        tuple: "tuple",
        str: "str",
        bool: "bool",
        int: "int",
        float: "float",
        Recurrent: getattr(getattr(content, "kind", None), "name", ""),
        Layer: getattr(content, "name", ""),
    }.get(type(content))
    if own is None or (isinstance(content, Tensor) and content.array is not False):
        return called
    if own in names:
        return True
    plain = {
        "Tensor",
        "list",
        "dict",
        "tuple",
        "str",
        "float",
        "Linear",
        "LSTM",
        "GRU",
        "RNN",
        "PackedSequence",
    }
    return False if set(names) <= plain and own not in ("bool",) else called


def method(
    owner: Found,
    content: Found,
    name: str,
    arguments: list[Found],
    keywords: dict[str, Found],
    run: Run,
    node: ast.Call,
) -> Found:
    """Follow a method of a list, a dict or a word."""
    match content:
        case Items(items, element):
            if name == "sort" and not arguments:
                made = ordering.ordered("sorted", [owner], keywords, run, node)
                run.store[owner] = made if isinstance(made, Items) else Items(None, None)
                return None
            return _of_list(owner, items, element, name, arguments, run, node)
        case Entries(entries):
            return _of_dict(owner, entries, name, arguments, run, node)
        case str():
            return _of_word(content, name, arguments, run, node)
        case Class():
            return run.somebody(arguments, keywords, node)
    return run.somebody(arguments, keywords, node)


def _of_list(
    owner: Ref, items: Found, element: Found, name: str, arguments: list[Found], run: Run, node: ast.Call
) -> Found:
    if name == "append" and len(arguments) == 1:
        if items is not None and len(items) < MOST_ELEMENTS:
            run.store[owner] = Items((*items, arguments[0]))
        else:
            same = items is None and element == arguments[0]
            other = Unknown(Cause(ast.unparse(node.func), node.lineno), run.key(node))
            run.store[owner] = Items(None, element if same else other)
        return None
    if name == "extend" and len(arguments) == 1:
        parts = run.elements(arguments[0], node)
        run.store[owner] = Items(None, None) if items is None or parts is None else Items((*items, *parts))
        return None
    if name == "pop" and items and not arguments:
        run.store[owner] = Items(items[:-1])
        return items[-1]
    if name in ("index", "count", "copy"):
        if name == "copy":
            return run.store.put(Items(items, element))
        return symbolic("?", run.key(node), 0)
    run.store.forget(owner, run.cause(node), run.key(node))
    return run.unknown(run.cause(node), node)


def _of_dict(
    owner: Ref, entries: Found, name: str, arguments: list[Found], run: Run, node: ast.Call
) -> Found:
    if entries is None:
        return run.unknown(run.cause(node), node)
    match name:
        case "items":
            return run.store.put(Items(tuple(entries.items())))
        case "keys":
            return run.store.put(Items(tuple(entries)))
        case "values":
            return run.store.put(Items(tuple(entries.values())))
        case "get" if arguments and isinstance(arguments[0], str | int | None):
            return entries.get(arguments[0], arguments[1] if len(arguments) > 1 else None)
    run.store[owner] = Entries(None)
    return run.unknown(run.cause(node), node)


def _of_word(content: str, name: str, arguments: list[Found], run: Run, node: ast.Call) -> Found:
    plain = all(isinstance(each, str | int) and not isinstance(each, Symbolic) for each in arguments)
    if plain and name in ("lower", "upper", "strip", "split", "replace", "rstrip", "lstrip", "splitlines"):
        try:
            made = getattr(content, name)(*arguments)
        except (TypeError, ValueError):
            return run.unknown(run.cause(node), node)
        return run.store.put(Items(tuple(made))) if isinstance(made, list) else made
    return run.unknown(run.cause(node), node)
