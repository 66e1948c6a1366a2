"""Options of a command line, as argparse has them by default, and names that are grouped in an object."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Cause, Found, Lib, Options, Ref, Unknown
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

MAKERS = ("argparse.ArgumentParser", "types.SimpleNamespace", "argparse.Namespace")
_METHODS = ("add_argument", "parse_args", "parse_known_args", "add_argument_group", "set_defaults")
_FLAGS = {"store_true": False, "store_false": True}


def made(path: str, keywords: Mapping[str, Found]) -> Options:
    """Make a parser, or an object with names."""
    return Options({} if path == MAKERS[0] or "**" in keywords else dict(keywords))


def attribute(owner: Found, content: Options, name: str, run: Run, node: ast.expr) -> Found | None:
    """Find an option; nothing where it is a method of the parser."""
    if name in content.values:
        return content.values[name]
    return None if name in _METHODS else run.unknown(Cause(ast.unparse(node), node.lineno, "value"), node)


def method(
    owner: Ref,
    content: Options,
    name: str,
    arguments: list[Found],
    keywords: Mapping[str, Found],
    run: Run,
    node: ast.Call,
) -> Found:
    """Follow a method of a parser; what is asked for on the command line has its default."""
    match name:
        case "add_argument":
            option = _name(arguments, keywords)
            if option:
                value = _default(keywords, option, run, node)
                run.store[owner] = replace(content, values={**content.values, option: value})
            return None
        case "set_defaults":
            run.store[owner] = replace(content, values={**content.values, **keywords})
            return None
        case "add_argument_group":
            return owner
        case "parse_args":
            return run.store.put(content)
        case "parse_known_args":
            return (run.store.put(content), run.unknown(run.cause(node), node))
    return run.unknown(run.cause(node), node)


def _name(arguments: list[Found], keywords: Mapping[str, Found]) -> str:
    """Give the name under which an option is read."""
    dest = keywords.get("dest")
    if isinstance(dest, str):
        return dest
    names = [each for each in arguments if isinstance(each, str)]
    long = [each for each in names if each.startswith("--")] or names
    return long[0].lstrip("-").replace("-", "_") if long else ""


def _default(keywords: Mapping[str, Found], option: str, run: Run, node: ast.Call) -> Found:
    action = keywords.get("action")
    if "default" in keywords:
        value = keywords["default"]
        kind = keywords.get("type")
        if isinstance(kind, Lib) and kind.path == "python.int" and isinstance(value, str):
            return int(value) if value.lstrip("-").isdigit() else Unknown(run.cause(node), run.key(node))
        return value
    if isinstance(action, str) and action in _FLAGS:
        return _FLAGS[action]
    return Unknown(Cause(option, node.lineno, "name"), run.key(node))
