"""Calls in a text: its own functions, layers, and what libraries do to tensors."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tutor.calls.following import autocast, copies, expressions, objects, recurrent, unreached
from tutor.calls.following.abstract import (
    ANY_OF,
    Bound,
    Cause,
    Class,
    Entries,
    Found,
    Function,
    Instance,
    Layer,
    Lib,
    Method,
    Options,
    Recurrent,
    Stops,
    Tensor,
    TooLongError,
    Unknown,
)
from tutor.calls.library import (
    datasets,
    devices,
    layers,
    libraries,
    methods,
    options,
    python_names,
    strangers,
)
from tutor.calls.library.prelude import full_name
from tutor.calls.rules.modules import KINDS

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

_MOST_CALLS = 24
_MOST_AGAIN = 3
# Libraries whose functions leave the shapes of what they are given alone.
_HARMLESS = {
    "torch",
    "numpy",
    "matplotlib",
    "math",
    "random",
    "time",
    "os",
    "sys",
    "python",
    "sklearn",
    "tqdm",
    "pandas",
    "tensorboardX",
    "torchtext",
    "wandb",
    "copy",
    "seaborn",
    "collections",
    "datetime",
    "argparse",
    "logging",
    "warnings",
    "json",
    "pickle",
    "string",
    "typing",
    "itertools",
    "functools",
    "torchinfo",
    "torchsummary",
}
# What the function that keeps less for the backward pass takes for itself.
_KEPT = frozenset(["use_reentrant", "preserve_rng_state", "context_fn", "determinism_check", "debug"])


def call(run: Run, node: ast.Call) -> Found:
    """Find what a call returns."""
    run.count_step()
    above = _super(run, node)
    if above is not None:
        return above[0]
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Constant):
        callee: Found = Method(run.value(node.func.value), node.func.attr)
    else:
        callee = run.value(node.func)
    arguments = expressions.spread(run, node.args)
    keywords: dict[str, Found] = {}
    for each in node.keywords:
        made = run.value(each.value)
        if each.arg is None:
            entries = run.store.get(made)
            known = isinstance(entries, Entries) and entries.entries is not None
            if known and all(isinstance(name, str) for name in entries.entries or ()):
                keywords.update(entries.entries or {})
            else:
                keywords["**"] = run.unknown(run.cause(each.value, "star"), each.value)
        else:
            keywords[each.arg] = made
    run.done.add(node)
    return run.apply(callee, arguments, keywords, node)


def _super(run: Run, node: ast.Call) -> tuple[Found] | None:
    """Follow ``super().name(…)``."""
    match node.func:
        case ast.Attribute(ast.Call(ast.Name("super")), name) if run.frames:
            class_, owner = run.frames[-1]
            for base in objects.bases(run, class_):
                found = objects.member(run, base, name)
                if found is not None:
                    function, where = found
                    arguments = expressions.spread(run, node.args)
                    keywords = {each.arg or "**": run.value(each.value) for each in node.keywords}
                    bound = objects.bound(run, function, owner)
                    given = [] if isinstance(bound, Bound) and bound.owner is None else [owner]
                    return (run.own(function, [*given, *arguments], keywords, node, where, owner),)
            for each in (*node.args, *(keyword.value for keyword in node.keywords)):
                run.value(each)
            if name in ("__init__", "__setattr__", "train", "eval"):
                return (None,)
            return (run.unknown(run.cause(node), node),)
    return None


def apply(
    run: Run, callee: Found, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
) -> Found:
    """Call a value."""
    content = run.store.get(callee)
    everything = [*arguments, *keywords.values()]
    match content:
        case Lib(path):
            if not path.startswith("python."):  # those say themselves whom they call
                _lend(run, everything, node)
            made = _library(run, full_name(path), arguments, keywords, node)
            beside = everything[:1] if "pack" in path else everything  # lengths stay on the CPU
            made = devices.placed(run, made, beside, keywords, devices.default(run))
            return autocast.chosen(run, made, everything, path.rpartition(".")[2])
        case Method(owner, name):
            made = _method(run, owner, name, arguments, keywords, node)
            made = devices.placed(run, made, [owner, *everything], keywords, _moved_to(run, owner))
            return autocast.chosen(run, made, [owner, *everything], name)
        case Bound(function, owner):
            found = run.store.get(function)
            class_ = found.class_ if isinstance(found, Function) else None
            given = arguments if owner is None else [owner, *arguments]
            return run.own(function, given, keywords, node, class_, owner)
        case Function():
            return run.own(callee, arguments, keywords, node, content.class_, None)
        case Class():
            return objects.instance(run, callee, arguments, keywords, node)
        case Instance():
            return objects.call_instance(run, callee, arguments, keywords, node)
        case Recurrent():
            made = recurrent.run_module(run, content, arguments, keywords, node)
            made = devices.placed(run, made, everything, {}, content.device)
            return autocast.chosen(run, made, everything, "")
        case Layer(name) if name == ANY_OF:
            _any_of(run, content.parts, run.cause(node, "element"), arguments, keywords, node)
            return run.somebody(arguments, keywords, node)
        case Layer():
            _meets(run, content, everything, node)
            made = layers.applied(content, arguments, keywords, run, node)
            made = devices.placed(run, made, everything, {}, content.device)
            return autocast.chosen(run, made, everything, "")
    if isinstance(node.func, ast.Attribute) and node.func.attr.endswith("_"):
        run.forget_alias(run.value(node.func.value), node)
        if isinstance(node.func.value, ast.Name) and isinstance(content, Unknown):
            run.bind(node.func.value.id, run.unknown(run.cause(node.func.value), node))
    if isinstance(content, Unknown):
        if content.cause.kind != "name":
            run.strange.append(run.cause(node, "strange"))
        parts = run.aliases.get(content.key, ())
        _any_of(run, parts, content.cause._replace(kind="element"), arguments, keywords, node)
    result = run.somebody(arguments, keywords, node)
    if (
        isinstance(result, Unknown)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in devices.MOVES
    ):
        where = devices.target(run, node.func.attr, arguments, keywords)
        run.devices[result.key] = where or ""
    return result


def _moved_to(run: Run, owner: Found) -> str:
    """Give where something unknown lies, if the text has moved it."""
    return run.devices.get(owner.key, "") if isinstance(owner, Unknown) else ""


def _meets(run: Run, layer: Layer, values: Sequence[Found], node: ast.Call) -> None:
    """Compare where a layer with weights lies and what it meets. Raises Stops where these differ for sure."""
    where = devices.common(run, values) or ""
    known = devices.is_known(where) and devices.is_known(layer.device)
    if layer.name in layers.WEIGHTED and known and where != layer.device:
        raise Stops(run.cause(node, "kind of number"))


def _any_of(
    run: Run,
    parts: Sequence[Found],
    cause: Cause,
    arguments: list[Found],
    keywords: dict[str, Found],
    node: ast.Call,
) -> None:
    """Follow aside what may be called, so that no call in it is lost."""
    for each in parts:
        if isinstance(run.store.get(each), Recurrent | Instance | Layer | Function | Bound):
            run.hand_over([each], cause)
            unreached.aside(run, cause, partial(run.apply, each, arguments, keywords, node))


def own(
    run: Run,
    function: Found,
    arguments: list[Found],
    keywords: Mapping[str, Found],
    node: ast.AST,
    class_: Found,
    owner: Found,
) -> Found:
    """Follow a function of the text."""
    content = run.store.get(function)
    if not isinstance(content, Function):
        assert isinstance(node, ast.expr)
        return run.somebody(arguments, keywords, node)
    around = _around(run, content)
    if around is not None and run.unreached is None:  # aside, what is in it is told without a verdict
        run.hand_over([Bound(function, owner)], around)
        return run.somebody(arguments, keywords, node)
    if len(run.frames) >= _MOST_CALLS:
        raise TooLongError
    again = sum(1 for each in run.entering if each is content.node)
    if again >= _MOST_AGAIN and all(isinstance(each, Unknown) for each in arguments):
        assert isinstance(node, ast.expr)
        return run.somebody(arguments, keywords, node)  # it calls itself, nobody knows how often
    names = _parameters(run, content, arguments, dict(keywords), node)
    run.entered.add(content.node)
    run.frames.append((class_, owner))
    run.entering.append(content.node)
    depth, run.depth = run.depth, 0
    try:
        return run.body(content, names, node)
    finally:
        run.frames.pop()
        run.entering.pop()
        run.depth = depth


def _around(run: Run, function: Function) -> Cause | None:
    """Tell a function that something unknown is put around, or that goes on as its caller asks it to."""
    harmless = ("no_grad", "inference_mode", "staticmethod", "classmethod", "property", "override")
    decorators = getattr(function.node, "decorator_list", [])
    names = [ast.unparse(each.func if isinstance(each, ast.Call) else each) for each in decorators]
    for name, each in zip(names, decorators, strict=True):
        if name.rpartition(".")[2] not in harmless:
            return run.cause(each, "handed")._replace(text=f"@{name}")
    named = getattr(function.node, "name", "lambda")
    return Cause(named, function.node.lineno, "handed") if _yields(function.node) else None


def _parameters(
    run: Run, function: Function, arguments: list[Found], keywords: dict[str, Found], node: ast.AST
) -> dict[str, Found]:
    """Give arguments the names of a function's parameters. Raises Stops as Python does."""
    spec = function.node.args
    order = [each.arg for each in (*spec.posonlyargs, *spec.args)]
    names: dict[str, Found] = dict(zip(order, arguments, strict=False))
    starred = [at for at, each in enumerate(arguments) if _is_of_a_star(each)]
    if starred:
        keywords.setdefault("**", arguments[starred[0]])
        arguments = arguments[: starred[0]]
        names = dict(zip(order, arguments, strict=False))
    open_ended = "**" in keywords
    unknown = keywords.pop("**", None)
    if len(arguments) > len(order) and spec.vararg is None:
        raise Stops(run.cause(node, "arguments"))
    if spec.vararg is not None:
        names[spec.vararg.arg] = tuple(arguments[len(order) :])
    extra: dict[str, Found] = {}
    known = {*order, *(each.arg for each in spec.kwonlyargs)}
    for name, value in keywords.items():
        if name in known and name not in names:
            names[name] = value
        elif spec.kwarg is not None and name not in known:
            extra[name] = value
        else:
            raise Stops(run.cause(node, "arguments"))
    if spec.kwarg is not None:
        names[spec.kwarg.arg] = run.store.put(Entries(None if open_ended else extra))
    defaults = dict(zip(reversed(order), reversed(function.defaults), strict=False))
    for only, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
        if default is not None:
            defaults[only.arg] = run.value(default)
    for name in known:
        if name not in names:
            if open_ended and unknown is not None:
                names[name] = unknown.part(f".{name}")
            elif name in defaults:
                names[name] = defaults[name]
            else:
                raise Stops(run.cause(node, "arguments"))
    return names


def _library(
    run: Run, path: str, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
) -> Found:
    root, _, _ = path.partition(".")
    if root == "python":
        return python_names.called(path.removeprefix("python."), arguments, keywords, run, node)
    name = path.rpartition(".")[2]
    if root in ("keras", "tensorflow") and (name in KINDS or name.startswith("SimpleRNN")):
        run.keras.append(node)
        return run.unknown(run.cause(node), node)
    if path == f"torch.nn.{name}" and name in KINDS:
        return recurrent.make_module(run, name, node)
    if path.startswith("torch.nn.") and path.count(".") == 2 and name[:1].isupper():
        made = layers.made(name, arguments, keywords, run, node)
        return run.store.put(made) if isinstance(made, Layer) else made
    if path == "torch.utils.checkpoint.checkpoint" and node.args:
        inner = ast.Call(
            node.args[0], node.args[1:], [each for each in node.keywords if each.arg not in _KEPT]
        )
        given = {name: value for name, value in keywords.items() if name not in _KEPT}
        return run.apply(arguments[0], arguments[1:], given, ast.copy_location(inner, node))
    if path == "torch.nn.Module.__init__":
        return None
    if root == "sklearn" and name.endswith("Scaler"):
        return run.store.put(Layer(layers.SCALER))
    if path in options.MAKERS:
        return run.store.put(options.made(path, keywords))
    if root in ("torch", "numpy", "math"):
        return libraries.called(path, arguments, keywords, run, node)
    if root == "torchvision":
        made_of = datasets.of_torchvision(path, arguments, keywords, run, node)
        return run.unknown(run.cause(node), node) if made_of is None else made_of
    if root in _HARMLESS:
        if path in ("copy.deepcopy", "copy.copy") and len(arguments) == 1:
            of_copy = copies.deep_copied if name == "deepcopy" else copies.copied
            return of_copy(run, arguments[0], node)
        if path == "collections.OrderedDict":
            return python_names.called("dict", arguments, keywords, run, node)
        if path in ("random.choice", "random.sample") and arguments:
            return run.one_of(run.unknown(run.cause(node), node), run.store.get(arguments[0]))
        if name in ("tqdm", "trange") and arguments:
            return arguments[0] if name != "trange" else run.unknown(run.cause(node), node)
        return run.unknown(run.cause(node), node)
    return run.somebody(arguments, keywords, node)


def _method(
    run: Run, owner: Found, name: str, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
) -> Found:
    content = run.store.get(owner)
    if isinstance(content, Tensor | Unknown) and run.site(node) in run.given:
        return run.unknown(run.cause(node), node)  # the tensor that is given from outside
    match content:
        case Unknown():
            made = strangers.called(content, name, arguments, keywords, run, node)
            if made is not None:
                return run.store.put(made) if isinstance(made, Tensor) else made
        case Tensor():
            return methods.called(owner, content, name, arguments, keywords, run, node)
        case Options():
            return options.method(owner, content, name, arguments, keywords, run, node)
        case Recurrent() | Layer() | Instance() if name in ("forward", "__call__"):
            return run.apply(owner, arguments, keywords, node)
        case Recurrent() | Layer() | Instance():
            return layers.method(owner, content, name, arguments, keywords, run, node)
    return python_names.method(owner, content, name, arguments, keywords, run, node)


def _lend(run: Run, values: list[Found], node: ast.Call) -> None:
    """Note the functions that a library gets; a module that it gets it seldom calls."""
    functions = [each for each in values if isinstance(run.store.get(each), Function | Bound)]
    run.hand_over(functions, run.cause(node, "handed"))
    for each in values if functions else ():  # they may be called with them
        run.store.forget(each, run.cause(node), run.key(node))


def _is_of_a_star(value: Found) -> bool:
    return isinstance(value, Unknown) and value.cause.kind == "star"


def _yields(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Yield | ast.YieldFrom) for each in ast.walk(node))
