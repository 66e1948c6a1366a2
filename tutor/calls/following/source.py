"""The text of calls, as people paste it, read with Python's parser and never run.

One line is enough (``nn.RNN(10, 1, batch_first=True)``). Of longer text the statements are followed: what
numbers are called, how large tensors are, where modules are made, and with what they are called.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence

from tutor.calls.following import (
    assignments,
    calls,
    choices,
    expressions,
    functions,
    handed,
    objects,
    statements,
)
from tutor.calls.following.abstract import (
    Cause,
    Class,
    Found,
    Function,
    Instance,
    Misfit,
    Recurrent,
    Ref,
    Stops,
    TooLongError,
)
from tutor.calls.following.pasted import Pasted, of_notebook, pasted
from tutor.calls.following.records import Record
from tutor.calls.following.state import Parts, Run
from tutor.calls.following.ways import Ended
from tutor.calls.rules.modules import Shape, Value
from tutor.calls.unread import too_long
from tutor.language.faults import CallError
from tutor.record import record

MAX_CHARACTERS = 20_000
_PARTS = Parts(
    value=expressions.value,
    call=calls.call,
    attribute=objects.attribute,
    apply=calls.apply,
    own=calls.own,
    assign=assignments.assign,
    block=statements.block,
    body=functions.body,
    lent=handed.lent,
)


@record()
class Made:
    """A recurrent module that a text makes, with the name that it gets."""

    name: str
    module: Recurrent


@record()
class Source:
    """What a text says of recurrent modules: those it makes, their calls, and what it does with the results.

    ``stopped`` is what ends the program with an error that is no recurrent module's; ``cut`` tells that the
    text goes on for longer than is followed. ``ended`` is every error that ends what is followed, ``strange``
    every call of something that is not known, which may be a module that nothing else calls, and
    ``arguments`` are the places of the first arguments of functions that nobody calls.
    """

    pasted: Pasted
    made: tuple[Made, ...]
    records: tuple[Record, ...]
    uses: tuple[tuple[tuple[str, int], tuple[str, ...], Cause], ...]
    keras: tuple[ast.Call, ...]
    stopped: Cause | None = None
    cut: bool = False
    misfits: tuple[Misfit, ...] = ()
    ended: tuple[Cause, ...] = ()
    strange: tuple[Cause, ...] = ()
    arguments: tuple[str, ...] = ()


def read(text: str, settings: Mapping[str, Value], given: Mapping[str, Shape] | None = None) -> Source:
    r"""Follow a text.

    Args:
        text: as it was pasted.
        settings: what names in it stand for, whatever the text gives them.
        given: shapes from outside, by the place in the text that they stand for.

    Raises:
        CallError: the text is longer than anybody's.

    >>> source = read("rnn = nn.RNN(10, H)\ny, h = rnn(torch.zeros(5, 3, 10))", {"H": 20})
    >>> source.made[0].name, source.records[0].name, source.records[0].input.shape
    ('rnn', 'rnn', (5, 3, 10))
    """
    text = of_notebook(text)
    if len(text) > MAX_CHARACTERS:
        raise CallError(too_long(len(text), MAX_CHARACTERS))
    found = pasted(text)
    names_bound, graded = frozenset(_bound(found.tree)), _is_graded(found.tree)
    run = Run(_PARTS, dict(settings), given or {}, names_bound, prompted=found.prompted, graded=graded)
    cut = False
    try:
        statements.program(run, found.tree)
        if not run.records:
            _uncalled(run, found.tree, lambda place: objects.is_module(run, place))
        handed.follow(run)
        _uncalled(run, found.tree)
        handed.inner(run)
    except (TooLongError, RecursionError, MemoryError):
        cut = True
    stopped = run.stopped if run.stopped is not None and run.stopped.kind != "refused" else None
    names = dict(_names(found.tree))
    made = tuple(Made(names.get(place, module.source), module) for place, module in run.made.items())
    return Source(
        found,
        made,
        tuple(run.records),
        tuple(run.uses),
        tuple(run.keras),
        stopped,
        cut,
        tuple(dict.fromkeys(run.misfits)),
        tuple(run.ended),
        tuple(run.strange),
        tuple(run.arguments),
    )


def _is_graded(tree: ast.Module) -> bool:
    """Tell whether torch keeps everywhere what it needs to go back: nothing in the text tells it not to."""
    names = {getattr(each, "attr", getattr(each, "id", "")) for each in ast.walk(tree)}
    return not names & {"no_grad", "inference_mode", "set_grad_enabled", "requires_grad_", "requires_grad"}


def _bound(tree: ast.Module) -> Iterator[str]:
    """Give every name that the text gives something."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ast.Store()):
                yield name
            case ast.FunctionDef(name) | ast.ClassDef(name) | ast.AsyncFunctionDef(name):
                yield name
            case ast.arg(name):
                yield name
            case ast.pattern():
                yield from choices.names_of(node)
            case ast.Import(aliases) | ast.ImportFrom(_, aliases):
                for each in aliases:
                    yield each.asname or each.name.partition(".")[0]


def _names(tree: ast.Module) -> Iterator[tuple[tuple[int, int], str]]:
    """Give the name of what an assignment makes, by the place of the call that makes it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            while isinstance(value, ast.Call):
                yield (value.lineno, value.col_offset), ast.unparse(target)
                if not isinstance(value.func, ast.Attribute):
                    break
                value = value.func.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call):
            yield (node.value.lineno, node.value.col_offset), ast.unparse(node.target)


# What nobody calls


def _uncalled(run: Run, tree: ast.Module, of: Callable[[Ref], bool] = lambda place: True) -> None:
    """Follow classes and functions that the text never uses, with arguments that are not known."""
    for place in list(run.classes):
        if place.at not in run.store.contents:  # of a way that was given up
            continue
        class_ = run.store.get(place)
        if isinstance(class_, Class) and of(place):
            _class(run, place, class_)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node not in run.entered:
            value = run.name(ast.copy_location(ast.Name(node.name, ast.Load()), node))
            if isinstance(run.store.get(value), Function):
                _follow(run, value, [], node)


def _class(run: Run, place: Ref, class_: Class) -> None:
    """Make an object of a class where there is none, and call its ``forward``, then its other methods."""
    objects = [
        Ref(at)
        for at, content in run.store.contents.items()
        if isinstance(content, Instance) and content.class_ == place
    ]
    if objects:
        owner = objects[0]
    else:
        owner = run.store.put(Instance(place))
        if "__init__" in class_.members:
            _follow(run, class_.members["__init__"], [owner], class_.node)
    others = [value for name, value in class_.members.items() if name not in ("__init__", "forward")]
    for value in (*(class_.members[name] for name in ("forward",) if name in class_.members), *others):
        content = run.store.get(value)
        if isinstance(content, Function) and content.node not in run.entered:
            _follow(run, value, [owner], class_.node)


def _follow(run: Run, function: Found, arguments: Sequence[Found], node: ast.AST) -> None:
    """Follow a function with unknown values for its parameters."""
    content = run.store.get(function)
    if not isinstance(content, Function):
        return
    spec = content.node.args
    order = [*spec.posonlyargs, *spec.args]
    needed = order[len(arguments) : len(order) - len(content.defaults)]
    values = [run.unknown(Cause(each.arg, each.lineno, "argument"), each) for each in needed]
    run.arguments += [run.site(each) for each in needed[:1] if arguments]
    only = {
        each.arg: run.unknown(Cause(each.arg, each.lineno, "argument"), each)
        for each, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
        if default is None
    }
    try:
        run.own(
            function, [*arguments, *values], only, node, content.class_, arguments[0] if arguments else None
        )
    except Stops as stop:
        run.ended.append(stop.cause)
    except Ended:
        return
