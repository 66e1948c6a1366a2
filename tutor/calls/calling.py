"""Calls in a text: its own functions and classes, layers, and what libraries do to tensors."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tutor.calls import layers, libraries, methods, options, python_names
from tutor.calls.abstract import (
    Bound,
    Class,
    Entries,
    Found,
    Function,
    Instance,
    Items,
    Layer,
    Lib,
    Method,
    Options,
    Packed,
    Recurrent,
    Ref,
    Stops,
    Tensor,
    TooLongError,
    Unknown,
)
from tutor.calls.evaluating import Evaluating
from tutor.calls.modules import DEFAULTS, KINDS
from tutor.calls.prelude import CONSTANTS, full_name
from tutor.calls.records import Record, answered

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
    "torchvision",
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
        "compile",
        "reset_parameters",
    ]
)


class Calling(Evaluating):
    """Follows calls."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.frames: list[tuple[Found, Found]] = []
        self.entering: list[ast.AST] = []
        self.keras: list[ast.Call] = []

    def call(self, node: ast.Call) -> Found:
        """Find what a call returns."""
        self.count_step()
        above = self._super(node)
        if above is not None:
            return above[0]
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Constant):
            callee: Found = Method(self.value(node.func.value), node.func.attr)
        else:
            callee = self.value(node.func)
        arguments = self.spread(node.args)
        keywords: dict[str, Found] = {}
        for each in node.keywords:
            made = self.value(each.value)
            if each.arg is None:
                entries = self.store.get(made)
                known = isinstance(entries, Entries) and entries.entries is not None
                if known and all(isinstance(name, str) for name in entries.entries or ()):
                    keywords.update(entries.entries or {})
                else:
                    keywords["**"] = self.unknown(self.cause(each.value, "star"), each.value)
            else:
                keywords[each.arg] = made
        return self.apply(callee, arguments, keywords, node)

    def _super(self, node: ast.Call) -> tuple[Found] | None:
        """Follow ``super().name(…)``."""
        match node.func:
            case ast.Attribute(ast.Call(ast.Name("super")), name) if self.frames:
                class_, owner = self.frames[-1]
                for base in self._bases(class_):
                    found = self._member(base, name)
                    if found is not None:
                        function, where = found
                        arguments = self.spread(node.args)
                        keywords = {each.arg or "**": self.value(each.value) for each in node.keywords}
                        return (self.own(function, [owner, *arguments], keywords, node, where, owner),)
                for each in (*node.args, *(keyword.value for keyword in node.keywords)):
                    self.value(each)
                if name in ("__init__", "__setattr__", "train", "eval"):
                    return (None,)
                return (self.unknown(self.cause(node), node),)
        return None

    def _bases(self, class_: Found) -> list[Ref]:
        content = self.store.get(class_)
        bases = content.bases if isinstance(content, Class) else ()
        return [each for each in bases if isinstance(self.store.get(each), Class)]

    def _member(self, class_: Ref, name: str, depth: int = 0) -> tuple[Found, Ref] | None:
        """Find what a class has under a name, with the class that has it."""
        content = self.store[class_]
        assert isinstance(content, Class)
        if name in content.members:
            return content.members[name], class_
        for base in self._bases(class_) if depth < 8 else ():
            found = self._member(base, name, depth + 1)
            if found is not None:
                return found
        return None

    def is_module(self, class_: Found, depth: int = 0) -> bool:
        """Tell whether objects of a class are called by ``forward``."""
        content = self.store.get(class_)
        if not isinstance(content, Class) or depth > 8:
            return False
        for base in content.bases:
            if isinstance(base, Lib) and base.path.rpartition(".")[2] in ("Module", "LightningModule"):
                return True
            if self.is_module(base, depth + 1):
                return True
        return False

    # what is called

    def apply(
        self, callee: Found, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
    ) -> Found:
        """Call a value."""
        content = self.store.get(callee)
        match content:
            case Lib(path):
                return self._library(full_name(path), arguments, keywords, node)
            case Method(owner, name):
                return self._method(owner, name, arguments, keywords, node)
            case Bound(function, owner):
                found = self.store.get(function)
                class_ = found.class_ if isinstance(found, Function) else None
                given = arguments if owner is None else [owner, *arguments]
                return self.own(function, given, keywords, node, class_, owner)
            case Function():
                return self.own(callee, arguments, keywords, node, content.class_, None)
            case Class():
                return self.instance(callee, arguments, keywords, node)
            case Instance():
                return self.call_instance(callee, arguments, keywords, node)
            case Recurrent():
                return self.run_module(content, arguments, keywords, node)
            case Layer():
                return layers.applied(content, arguments, keywords, self, node)
        return self.somebody(arguments, keywords, node)

    def somebody(self, arguments: Sequence[Found], keywords: Mapping[str, Found], node: ast.expr) -> Found:
        """Somebody unknown is called, who may change whatever he is given."""
        for each in (*arguments, *keywords.values()):
            self.store.forget(each, self.cause(node), self.key(node))
        return self.unknown(self.cause(node), node)

    def own(
        self,
        function: Found,
        arguments: list[Found],
        keywords: Mapping[str, Found],
        node: ast.AST,
        class_: Found,
        owner: Found,
    ) -> Found:
        """Follow a function of the text."""
        content = self.store.get(function)
        if not isinstance(content, Function):
            assert isinstance(node, ast.expr)
            return self.somebody(arguments, keywords, node)
        if self._wrapped(content) or _yields(content.node):
            assert isinstance(node, ast.expr)
            self.entered.add(content.node)
            return self.somebody(arguments, keywords, node)
        if len(self.frames) >= _MOST_CALLS:
            raise TooLongError
        again = sum(1 for each in self.entering if each is content.node)
        if again >= _MOST_AGAIN and all(isinstance(each, Unknown) for each in arguments):
            assert isinstance(node, ast.expr)
            return self.somebody(arguments, keywords, node)  # it calls itself, nobody knows how often
        names = self._parameters(content, arguments, dict(keywords), node)
        self.entered.add(content.node)
        self.frames.append((class_, owner))
        self.entering.append(content.node)
        depth, self.depth = self.depth, 0
        try:
            return self.body(content, names, node)
        finally:
            self.frames.pop()
            self.entering.pop()
            self.depth = depth

    def _wrapped(self, function: Function) -> bool:
        """Tell a function that something unknown is put around."""
        harmless = ("no_grad", "inference_mode", "staticmethod", "classmethod", "property", "override")
        decorators = getattr(function.node, "decorator_list", [])
        names = [ast.unparse(each.func if isinstance(each, ast.Call) else each) for each in decorators]
        return any(name.rpartition(".")[2] not in harmless for name in names)

    def _parameters(
        self, function: Function, arguments: list[Found], keywords: dict[str, Found], node: ast.AST
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
            raise Stops(self.cause(node, "arguments"))
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
                raise Stops(self.cause(node, "arguments"))
        if spec.kwarg is not None:
            names[spec.kwarg.arg] = self.store.put(Entries(None if open_ended else extra))
        defaults = dict(zip(reversed(order), reversed(function.defaults), strict=False))
        for only, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
            if default is not None:
                defaults[only.arg] = self.value(default)
        for name in known:
            if name not in names:
                if open_ended and unknown is not None:
                    names[name] = unknown.part(f".{name}")
                elif name in defaults:
                    names[name] = defaults[name]
                else:
                    raise Stops(self.cause(node, "arguments"))
        return names

    # classes

    def instance(
        self, class_: Ref, arguments: list[Found], keywords: dict[str, Found], node: ast.AST
    ) -> Found:
        """Make an object of a class of the text."""
        content = self.store[class_]
        assert isinstance(content, Class)
        foreign = [each for each in content.bases if not isinstance(self.store.get(each), Class)]
        paths = [each.path.rpartition(".")[2] if isinstance(each, Lib) else "?" for each in foreign]
        if any(path not in ("Module", "LightningModule", "object", "Dataset", "ABC") for path in paths):
            assert isinstance(node, ast.expr)
            return self.somebody(arguments, keywords, node)
        place = self.store.put(Instance(class_))
        found = self._member(class_, "__init__")
        if found is not None:
            self.own(found[0], [place, *arguments], keywords, node, found[1], place)
        elif _is_dataclass(content.node):
            self._fields(place, content, arguments, keywords)
        return place

    def _fields(
        self, place: Ref, content: Class, arguments: list[Found], keywords: Mapping[str, Found]
    ) -> None:
        names = [
            each.target.id
            for each in content.node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        values = {**content.members, **dict(zip(names, arguments, strict=False)), **keywords}
        self.store[place] = Instance(
            self._class_of(place), {name: values[name] for name in names if name in values}
        )

    def _class_of(self, place: Ref) -> Ref:
        content = self.store[place]
        assert isinstance(content, Instance)
        return content.class_

    def call_instance(
        self, place: Ref, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
    ) -> Found:
        """Call an object: a module by its ``forward``."""
        class_ = self._class_of(place)
        found = self._member(class_, "__call__")
        if found is None and self.is_module(class_):
            found = self._member(class_, "forward")
        if found is None:
            return self.somebody(arguments, keywords, node)
        return self.own(found[0], [place, *arguments], keywords, node, found[1], place)

    # attributes

    def attribute(self, owner: Found, name: str, node: ast.expr) -> Found:
        """Find an attribute."""
        content = self.store.get(owner)
        match content:
            case Lib(path):
                whole = f"{path}.{name}"
                return self.patched.get(whole, CONSTANTS.get(whole, Lib(whole)))
            case Unknown():
                return self.patched.get(f"{content.key}.{name}", content.part(f".{name}"))
            case Instance(class_, attributes):
                return self._of_instance(owner, class_, attributes, name, node)
            case Class(_, _, _, members):
                found = self._member(owner, name)
                del members
                return found[0] if found is not None else self.unknown(self.cause(node), node)
            case Tensor():
                return methods.attribute(owner, content, name, self, node)
            case Recurrent():
                return self._of_module(owner, content, name, node)
            case Layer():
                if name in content.sizes:
                    return content.sizes[name]
                if name in _MODULE_METHODS:
                    return Method(owner, name)
                return layers.attribute(content, name, self, node)
            case Options():
                found_option = options.attribute(owner, content, name, self, node)
                return Method(owner, name) if found_option is None else found_option
            case Packed():
                if name == "data":
                    return self.store.put(methods.rows(content.total, content.features, content.dtype))
                return Unknown(self.cause(node), self.key(node))
        return Method(owner, name)

    def _of_instance(
        self, owner: Found, class_: Ref, attributes: Mapping[str, Found], name: str, node: ast.expr
    ) -> Found:
        if name in attributes:
            return attributes[name]
        found = self._member(class_, name)
        if found is not None:
            value, where = found
            function = self.store.get(value)
            if not isinstance(function, Function):
                return value
            decorators = [ast.unparse(each) for each in getattr(function.node, "decorator_list", [])]
            if "property" in decorators:
                return self.own(value, [owner], {}, node, where, owner)
            if "staticmethod" in decorators:
                return Bound(value, None)
            return Bound(value, where if "classmethod" in decorators else owner)
        if name in _MODULE_METHODS and self.is_module(class_):
            return Method(owner, name)
        return self.unknown(self.cause(node), node)

    def _of_module(self, owner: Found, content: Recurrent, name: str, node: ast.expr) -> Found:
        if name in content.kind.arguments:
            bound = dict(zip(content.kind.arguments, content.positional, strict=False)) | dict(
                content.keywords
            )
            return bound.get(name, DEFAULTS.get(name))
        if name in _MODULE_METHODS:
            return Method(owner, name)
        return self.unknown(self.cause(node), node)

    def with_argument(self, module: Recurrent, name: str, value: Found) -> Recurrent:
        """Give a module with another argument."""
        keywords = (*(each for each in module.keywords if each[0] != name), (name, value))
        place = module.kind.arguments.index(name)
        if place < len(module.positional):
            positional = list(module.positional)
            positional[place] = value
            return replace(module, positional=tuple(positional))
        return replace(module, keywords=keywords)

    # libraries, methods, modules

    def _library(
        self, path: str, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
    ) -> Found:
        root, _, _ = path.partition(".")
        if root == "python":
            return python_names.called(path.removeprefix("python."), arguments, keywords, self, node)
        name = path.rpartition(".")[2]
        if root in ("keras", "tensorflow") and (name in KINDS or name.startswith("SimpleRNN")):
            self.keras.append(node)
            return self.unknown(self.cause(node), node)
        if path == f"torch.nn.{name}" and name in KINDS:
            return self.make_module(name, node)
        if path.startswith("torch.nn.") and path.count(".") == 2 and name[:1].isupper():
            made = layers.made(name, arguments, keywords, self, node)
            return self.store.put(made) if isinstance(made, Layer) else made
        if path == "torch.nn.Module.__init__":
            return None
        if path in options.MAKERS:
            return self.store.put(options.made(path, keywords))
        if root in ("torch", "numpy"):
            return libraries.called(path, arguments, keywords, self, node)
        if root in _HARMLESS:
            if name in ("tqdm", "trange", "deepcopy", "copy") and arguments:
                return arguments[0] if name != "trange" else self.unknown(self.cause(node), node)
            return self.unknown(self.cause(node), node)
        return self.somebody(arguments, keywords, node)

    def _method(
        self, owner: Found, name: str, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
    ) -> Found:
        content = self.store.get(owner)
        match content:
            case Tensor():
                return methods.called(owner, content, name, arguments, keywords, self, node)
            case Options():
                return options.method(owner, content, name, arguments, keywords, self, node)
            case Recurrent() | Layer() | Instance() if name in ("forward", "__call__"):
                return self.apply(owner, arguments, keywords, node)
            case Recurrent() | Layer() | Instance():
                return layers.method(owner, content, name, arguments, keywords, self, node)
        return python_names.method(owner, content, name, arguments, keywords, self, node)

    def make_module(self, name: str, node: ast.Call) -> Ref:
        """Make a recurrent module of torch; its arguments are read where they stand."""
        kind = KINDS[name]
        positional = tuple(self.spread(node.args))
        keywords: list[tuple[str, Found]] = []
        unread: list[tuple[str, Unknown]] = []
        nodes: list[tuple[str, ast.expr]] = []
        for at, each in enumerate(node.args):
            nodes.append((kind.arguments[at] if at < len(kind.arguments) else "", each))
        for keyword in node.keywords:
            value = self.value(keyword.value)
            entries = self.store.get(value)
            if keyword.arg is None and isinstance(entries, Entries) and entries.entries is not None:
                keywords += [(str(each), inner) for each, inner in entries.entries.items()]
            else:
                keywords.append((keyword.arg or "**", value))
                nodes.append((keyword.arg or "**", keyword.value))
        for at, value in enumerate(positional):
            argument = kind.arguments[at] if at < len(kind.arguments) else ""
            if isinstance(value, Unknown) and argument not in ("device", "dtype"):
                unread.append((argument, value))
        unread += [
            (argument, value)
            for argument, value in keywords
            if isinstance(value, Unknown) and argument not in ("device", "dtype")
        ]
        dtype = dict(keywords).get("dtype")
        kept = tuple((argument, self._argument(value)) for argument, value in keywords)
        made = Recurrent(
            kind,
            tuple(map(self._argument, positional)),
            kept,
            ast.unparse(node),
            node.lineno,
            "float32" if dtype is None else dtype.removeprefix("torch.") if isinstance(dtype, str) else "",
            tuple(each.arg for each in node.keywords if each.arg in ("device", "dtype")),
            tuple(unread),
            tuple(nodes),
        )
        place = self.store.put(made)
        self.made.setdefault((node.lineno, node.col_offset), made)
        return place

    def _argument(self, value: Found) -> Found:
        """Give an argument as it is shown: a list with its numbers."""
        content = self.store.get(value)
        if isinstance(content, Items) and content.items is not None:
            return [self._argument(each) for each in content.items]
        if type(content) is tuple:
            return tuple(self._argument(each) for each in content)
        return value

    def run_module(
        self, module: Recurrent, arguments: list[Found], keywords: dict[str, Found], node: ast.Call
    ) -> Found:
        """Call a recurrent module, and keep what it was called with."""
        forward = isinstance(node.func, ast.Attribute) and node.func.attr == "forward"
        func = node.func.value if forward and isinstance(node.func, ast.Attribute) else node.func
        record = Record.of(module, arguments, keywords, self, node, ast.unparse(func))
        if self.recording:
            ended = self.stopped is not None and self.stopped.kind != "refused" and not self.prompted
            record = replace(record, number=len(self.records), after_stop=ended)
            self.records.append(record)
        accepted, results = answered(record)
        if accepted is False:
            raise Stops(self.cause(node, "refused"))
        if results is None:
            return self.unknown(self.cause(node), node)
        return self._stored(results)

    def _stored(self, value: Found) -> Found:
        if type(value) is tuple:
            return tuple(self._stored(each) for each in value)
        return self.store.put(value) if isinstance(value, Tensor) else value

    def body(self, function: Function, names: Mapping[str, Found], node: ast.AST) -> Found:
        """Follow the body of a function."""
        raise NotImplementedError


def _is_of_a_star(value: Found) -> bool:
    return isinstance(value, Unknown) and value.cause.kind == "star"


def _yields(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Yield | ast.YieldFrom) for each in ast.walk(node))


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(each) for each in node.decorator_list)
