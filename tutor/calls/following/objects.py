"""Classes of a text, their objects, and the attributes of everything."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import (
    Batches,
    Bound,
    Class,
    Found,
    Function,
    Instance,
    Layer,
    Lib,
    Method,
    Options,
    Packed,
    Recurrent,
    Ref,
    Tensor,
    Unknown,
)
from tutor.calls.library import layers, methods, options, strangers, visits
from tutor.calls.library.prelude import CONSTANTS
from tutor.calls.rules.modules import DEFAULTS

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# How the names of the weights of a recurrent module begin.
WEIGHTS = ("weight_", "bias_")
_MODULE_METHODS = frozenset(
    [
        "to",
        "cuda",
        "cpu",
        "float",
        "double",
        "half",
        "bfloat16",
        "train",
        "eval",
        "parameters",
        "named_parameters",
        "state_dict",
        "load_state_dict",
        "zero_grad",
        "apply",
        "children",
        "modules",
        "named_modules",
        "named_children",
        "requires_grad_",
        "register_buffer",
        "add_module",
        "register_forward_hook",
        "register_forward_pre_hook",
        "register_full_backward_hook",
        "register_backward_hook",
        "share_memory",
        "type",
        "register_parameter",
        "flatten_parameters",
        "extra_repr",
        "get_submodule",
        "forward",
        "__call__",
        "append",
        "extend",
        "items",
        "keys",
        "values",
        "update",
        "pop",
        "compile",
        "reset_parameters",
    ]
)


def bases(run: Run, class_: Found) -> list[Ref]:
    """Give the classes of the text that a class is made from."""
    content = run.store.get(class_)
    found = content.bases if isinstance(content, Class) else ()
    return [each for each in found if isinstance(run.store.get(each), Class)]


def member(run: Run, class_: Ref, name: str, depth: int = 0) -> tuple[Found, Ref] | None:
    """Find what a class has under a name, with the class that has it."""
    content = run.store[class_]
    assert isinstance(content, Class)
    if name in content.members:
        return content.members[name], class_
    for base in bases(run, class_) if depth < 8 else ():
        found = member(run, base, name, depth + 1)
        if found is not None:
            return found
    return None


def is_module(run: Run, class_: Found, depth: int = 0) -> bool:
    """Tell whether objects of a class are called by ``forward``."""
    content = run.store.get(class_)
    if not isinstance(content, Class) or depth > 8:
        return False
    for base in content.bases:
        if isinstance(base, Lib) and base.path.rpartition(".")[2] in ("Module", "LightningModule"):
            return True
        if is_module(run, base, depth + 1):
            return True
    return False


def instance(
    run: Run, class_: Ref, arguments: list[Found], keywords: dict[str, Found], node: ast.AST
) -> Found:
    """Make an object of a class of the text."""
    content = run.store[class_]
    assert isinstance(content, Class)
    foreign = [each for each in content.bases if not isinstance(run.store.get(each), Class)]
    paths = [each.path.rpartition(".")[2] if isinstance(each, Lib) else "?" for each in foreign]
    if any(path not in ("Module", "LightningModule", "object", "Dataset", "ABC") for path in paths):
        assert isinstance(node, ast.expr)
        return run.somebody(arguments, keywords, node)
    place = run.store.put(Instance(class_))
    found = member(run, class_, "__init__")
    if found is not None:
        run.own(found[0], [place, *arguments], keywords, node, found[1], place)
    elif _is_dataclass(content.node):
        _fields(run, place, content, arguments, keywords)
    return place


def _fields(
    run: Run, place: Ref, content: Class, arguments: list[Found], keywords: Mapping[str, Found]
) -> None:
    names = [
        each.target.id
        for each in content.node.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]
    values = {**content.members, **dict(zip(names, arguments, strict=False)), **keywords}
    run.store[place] = Instance(
        class_of(run, place), {name: values[name] for name in names if name in values}
    )


def class_of(run: Run, place: Ref) -> Ref:
    """Give the class of an object."""
    content = run.store[place]
    assert isinstance(content, Instance)
    return content.class_


def call_instance(
    run: Run, place: Ref, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
) -> Found:
    """Call an object: a module by its ``forward``."""
    class_ = class_of(run, place)
    found = member(run, class_, "__call__")
    module = found is None or run.store.get(found[0]) == Lib("torch.nn.Module.__call__")
    if module and is_module(run, class_):
        content = run.store[place]
        assert isinstance(content, Instance)
        if "forward" in content.attributes:
            return run.apply(content.attributes["forward"], arguments, keywords, node)
        found = member(run, class_, "forward")
        hook = content.attributes.get(visits.HOOK)
        if found is not None and isinstance(hook, Unknown):
            given = [place, *(hook.part(f"[{at}]") for at in range(len(arguments)))]
            run.own(
                found[0], given, {name: hook.part(f".{name}") for name in keywords}, node, found[1], place
            )
            return run.unknown(hook.cause, node)
    if found is None:
        return run.somebody(arguments, keywords, node)
    return run.own(found[0], [place, *arguments], keywords, node, found[1], place)


def entered(run: Run, value: Found, node: ast.expr) -> Found:
    """Give what ``with`` makes of an object of the text; anything else is what it was."""
    content = run.store.get(value)
    found = member(run, content.class_, "__enter__") if isinstance(content, Instance) else None
    return value if found is None else run.own(found[0], [value], {}, node, found[1], value)


def attribute(run: Run, owner: Found, name: str, node: ast.expr) -> Found:
    """Find an attribute."""
    content = run.store.get(owner)
    match content:
        case Lib(path):
            whole = f"{path}.{name}"
            return run.patched.get(whole, CONSTANTS.get(whole, Lib(whole)))
        case Unknown():
            known = Method(owner, name) if name in strangers.METHODS else content.part(f".{name}")
            return run.patched.get(f"{content.key}.{name}", known)
        case Instance(class_, attributes):
            return _of_instance(run, owner, class_, attributes, name, node)
        case Class(_, _, _, members):
            found = member(run, owner, name)
            del members
            return (
                run.unknown(run.cause(node), node) if found is None else of_class(run, found[0], owner, node)
            )
        case Tensor():
            return methods.attribute(owner, content, name, run, node)
        case Recurrent():
            return _of_module(run, owner, content, name, node)
        case Layer():
            if content.name == layers.SCALER:
                return Method(owner, name)
            if name in content.sizes:
                return content.sizes[name]
            if name in _MODULE_METHODS:
                return Method(owner, name)
            return layers.attribute(content, name, run, node)
        case Options():
            found_option = options.attribute(owner, content, name, run, node)
            return Method(owner, name) if found_option is None else found_option
        case Batches(held=held) if name in held:
            return run.store.put(held[name])
        case Packed():
            if name == "data":
                return run.store.put(methods.rows(content.total, content.features, content.dtype))
            return Unknown(run.cause(node), run.key(node))
    return Method(owner, name)


def decorators(function: Function) -> list[str]:
    """Give what stands above a function of a class."""
    return [ast.unparse(each) for each in getattr(function.node, "decorator_list", [])]


def bound(run: Run, value: Found, owner: Found) -> Found:
    """Bind a function of a class to an object: or to its class, or to nothing."""
    function = run.store.get(value)
    if not isinstance(function, Function):
        return value
    above = decorators(function)
    if "staticmethod" in above or _is_new(function):
        return Bound(value, None)
    if "classmethod" in above and isinstance(run.store.get(owner), Instance):
        return Bound(value, class_of(run, owner))
    return Bound(value, owner)


def of_class(run: Run, value: Found, class_: Ref, node: ast.expr) -> Found:
    """Find what a class itself has under a name."""
    function = run.store.get(value)
    if not isinstance(function, Function):
        return value
    above = decorators(function)
    if "property" in above:
        return run.unknown(run.cause(node), node)
    return Bound(value, class_) if "classmethod" in above else value


def _is_new(function: Function) -> bool:
    return getattr(function.node, "name", "") == "__new__"


def _of_instance(
    run: Run, owner: Found, class_: Ref, attributes: Mapping[str, Found], name: str, node: ast.expr
) -> Found:
    if name in attributes:
        return attributes[name]
    found = member(run, class_, name)
    if found is not None:
        value, where = found
        function = run.store.get(value)
        if not isinstance(function, Function):
            return value
        if "property" in decorators(function):
            return run.own(value, [owner], {}, node, where, owner)
        return bound(run, value, owner)
    if name in _MODULE_METHODS and is_module(run, class_):
        return Method(owner, name)
    return run.unknown(run.cause(node), node)


def _of_module(run: Run, owner: Found, content: Recurrent, name: str, node: ast.expr) -> Found:
    if name in content.kind.arguments:
        bound = dict(zip(content.kind.arguments, content.positional, strict=False)) | dict(content.keywords)
        return bound.get(name, DEFAULTS.get(name))
    if name in _MODULE_METHODS:
        return Method(owner, name)
    if name == "module":  # what DataParallel has inside
        return owner
    if name.startswith(WEIGHTS):
        return run.store.put(Tensor(None, content.dtype, False, run.key(node), run.cause(node)))
    return run.unknown(run.cause(node), node)


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(each) for each in node.decorator_list)
