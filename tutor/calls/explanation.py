"""explain_call: a call of a recurrent module, explained without making a tensor."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from tutor.calls import suspicion_messages as says
from tutor.calls.cells import CRASH
from tutor.calls.forward import output_shapes, refusals
from tutor.calls.modules import DEFAULTS, KINDS, Module, Refusal, Shape, Value, bind
from tutor.calls.modules import refusals as refused_arguments
from tutor.calls.refused_arguments import argument_fault
from tutor.calls.refused_input import exchanged, input_fault
from tutor.calls.refused_states import state_fault
from tutor.calls.repairs import accepts
from tutor.calls.source import Call, read
from tutor.calls.starts import Dtypes, Pair, Start
from tutor.calls.suspicions import not_looked_at, of_arguments, of_call
from tutor.calls.tensors import Tensor, blocks, input_tensor, output_tensors, start_tensors
from tutor.calls.values import LARGEST
from tutor.language.faults import CallError, Fault

MOST_LAYERS = 1000


@dataclass(frozen=True)
class Explanation:
    """What torch makes of a call.

    ``accepted`` tells whether torch takes it; ``torch_message`` is what torch 2.13 says where it does not
    (``None`` as well where it says nothing because its process dies), ``torch_exception`` the exception.
    ``module`` is ``None`` where it cannot be made; ``input`` where none is given: then only the module is
    explained. ``findings`` are errors (torch refuses), warnings (surely not meant) and notes, in that order.
    """

    source: str
    module: Module | None
    input: Shape | None
    start: Start
    accepted: bool
    torch_message: str | None
    torch_exception: str | None
    findings: tuple[Fault, ...]

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The shapes of what comes out, by torch's names; nothing where nothing does."""
        if self.module is None or self.input is None or not self.accepted:
            return MappingProxyType({})
        return MappingProxyType(output_shapes(self.module, self.input, self.start))

    @property
    def given(self) -> tuple[Tensor, ...]:
        """The input and the start values, with the axes as the module reads them."""
        if self.module is None or self.input is None:
            return ()
        return (
            input_tensor(self.module, self.input),
            *start_tensors(self.module, self.input, self.start),
        )

    @property
    def parameters(self) -> tuple[Tensor, ...]:
        """The parameters in torch's order."""
        if self.module is None:
            return ()
        return tuple(tensor for block in blocks(self.module) for tensor in block.tensors)

    @property
    def results(self) -> tuple[Tensor, ...]:
        """What comes out, with named axes."""
        if self.module is None or self.input is None or not self.accepted:
            return ()
        return output_tensors(self.module, self.input, self.start)

    @property
    def is_doubtful(self) -> bool:
        """Whether there is more than notes."""
        return any(each.severity != "note" for each in self.findings)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """Give plain data, as ``rnn-tutor shapes --json`` prints it."""
        from tutor.calls.page import report
        from tutor.language.languages import choose_language

        return report(self, choose_language(lang))

    def text(self, lang: str | None = None) -> str:
        """Give the table of the tensors and the findings, as ``rnn-tutor shapes`` prints them.

        ``lang`` is "en" or "ko"; left out, it is the language of the environment.
        """
        from tutor.calls.page import page
        from tutor.language.languages import choose_language

        return page(self, choose_language(lang))

    def __str__(self) -> str:
        return self.text()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 - IPython's
        """Show the page in a notebook."""
        printer.text(self.text())


def explain_call(
    module: object,
    input: object = None,
    h_0: object = None,
    *,
    settings: Mapping[str, int | float | str | bool | None] | None = None,
) -> Explanation:
    """Explain what torch makes of ``module(input, h_0)``, without calling it.

    Args:
        module: a torch module (RNN, GRU, LSTM or one of their cells), or the text of a call, which may be
            several lines: ``nn.RNN(10, 1, batch_first=True)``. Text is parsed and never run.
        input: a tensor or its shape; where it is missing and the text has it, that of the text. Axes:
            (time, batch, input_size), with batch_first (batch, time, input_size), or (time, input_size).
        h_0: a tensor or its shape, (layers·directions, batch, hidden_size); of an LSTM a pair (h_0, c_0).
        settings: what names in the text stand for, such as ``{"HIDDEN_SIZE": 1}``.

    Returns:
        The explanation; ``print`` shows it.

    Raises:
        CallError: the text cannot be read, or asks for what is not explained (proj_size).
        TypeError: a module or a tensor that is neither.

    Source of the rules: torch 2.13, ``torch/nn/modules/rnn.py`` and the checks of its compiled part.

    >>> found = explain_call("nn.RNN(10, 1, 1)", (1, 3, 10), (2, 3, 1))
    >>> found.accepted, found.torch_message
    (False, 'Expected hidden size (1, 3, 1), got [2, 3, 1]')
    >>> dict(explain_call("nn.LSTM(10, 20, 2)", (5, 3, 10)).shapes)
    {'output': (5, 3, 20), 'h_n': (2, 3, 20), 'c_n': (2, 3, 20)}
    """
    call = read(module, settings or {}) if isinstance(module, str) else _call_of(module)
    shape = call.input if input is None else _shape(input, "input")
    start = call.start if h_0 is None and input is None else _start(h_0)
    return explain(call, shape, start, _dtypes(module, input))


def explain(call: Call, input: Shape | None, start: Start, dtypes: Dtypes | None = None) -> Explanation:
    """Explain a call that has been read. Raises :class:`CallError` for what is not supported."""
    bound, refused = bind(call.kind, call.positional, call.keywords)
    module = Module(call.kind, bound, call.source, frozenset(bound))
    if not refused:
        refused = refused_arguments(module)
    if refused:
        findings = (
            *(argument_fault(each, module, len(refused) == 1) for each in refused),
            *not_looked_at(call.ignored),
        )
        return Explanation(call.source, None, input, start, False, *_words(refused[0]), findings)
    _check_support(module)
    if input is not None:
        refused = refusals(module, input, start, dtypes)
    findings = (*_findings(module, input, start, refused, dtypes), *not_looked_at(call.ignored))
    words = _words(refused[0]) if refused else (None, None)
    return Explanation(call.source, module, input, start, not refused, *words, _sorted(findings))


def _words(refusal: Refusal) -> tuple[str | None, str | None]:
    return refusal.words, None if refusal.exception == CRASH else refusal.exception


def _findings(
    module: Module, input: Shape | None, start: Start, refused: list[Refusal], dtypes: Dtypes | None
) -> Iterator[Fault]:
    yield from of_arguments(module)
    if input is None:
        return
    if any(each.check == "input size" for each in refused) and accepts(exchanged(module), input, start):
        refused = [each for each in refused if each.subject == "input"]  # one repair mends the rest
    for each in refused:
        match each.subject:
            case "input":
                yield input_fault(each, module, input, dtypes)
            case "h_0" | "c_0":
                yield state_fault(each, module, input, start)
            case _:
                yield argument_fault(each, module, len(refused) == 1)
    if not any(each.check == "input axes" for each in refused):
        yield from of_call(module, input, start, not refused)


def _sorted(findings: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Put errors first, then warnings, then notes; otherwise as they were found, and none twice."""
    order = ("error", "warning", "note")
    once = [each for at, each in enumerate(findings) if each not in findings[:at]]
    return tuple(sorted(once, key=lambda each: order.index(each.severity)))


def _check_support(module: Module) -> None:
    """Refuse what torch would take and is not explained."""
    projected, layers = module["proj_size"], module["num_layers"]
    if projected:
        raise CallError(says.NAME_IS_NOT_SUPPORTED(name="proj_size"))
    if isinstance(layers, int) and layers > MOST_LAYERS:
        raise CallError(says.FOUND_LAYERS_ARE_TOO_MANY_THE_LIMIT_IS_LIMIT(found=layers, limit=MOST_LAYERS))


# Modules and tensors of torch, which is not imported for them


def _call_of(module: object) -> Call:
    """Read the arguments back from a module of torch."""
    names = [each.__name__ for each in type(module).__mro__ if each.__module__ == "torch.nn.modules.rnn"]
    kind = next((KINDS[name] for name in names if name in KINDS), None)
    if kind is None:
        raise TypeError(
            f"a module of torch ({', '.join(KINDS)}) or the text of a call is explained, "
            f"not {type(module).__name__}"
        )
    keywords: list[tuple[str, Value]] = []
    for name in kind.arguments:
        value = cast(Value, getattr(module, name, DEFAULTS.get(name)))
        if name not in DEFAULTS or not _same(value, DEFAULTS[name]):
            keywords.append((name, value))
    positional = tuple(value for name, value in keywords if name in ("input_size", "hidden_size"))
    rest = tuple(keywords[len(positional) :])
    node = ast.Call(
        ast.Attribute(ast.Name("nn"), kind.name),
        [ast.Constant(cast(int, value)) for value in positional],
        [ast.keyword(name, ast.Constant(cast(int, value))) for name, value in rest],
    )
    return Call(kind, positional, rest, ast.unparse(node))


def _same(value: Value, default: Value) -> bool:
    """Compare an argument with its default; True is not 1 here."""
    return value == default and isinstance(value, bool) == isinstance(default, bool)


def _dtypes(module: object, input: object) -> Dtypes | None:
    """Read the kinds of number off a module and a tensor of torch."""
    weights = getattr(module, "weight_ih_l0", None)
    weights = getattr(module, "weight_ih", weights)
    kinds = [str(getattr(each, "dtype", "")) for each in (weights, input)]
    return Dtypes(*kinds) if all(kind.startswith("torch.") for kind in kinds) else None


def _shape(tensor: object, name: str) -> Shape:
    """Give the shape of a tensor, or take it for one."""
    shape = getattr(tensor, "shape", tensor)
    if isinstance(shape, tuple | list) and all(
        isinstance(size, int) and not isinstance(size, bool) and 0 <= size <= LARGEST for size in shape
    ):
        return tuple(int(size) for size in shape)
    raise TypeError(f"{name} is a tensor or its shape, such as (1, 3, 10), not {tensor!r:.80}")


def _start(h_0: object) -> Start:
    """Give the shapes of the start values: nothing, one, or a pair."""
    if h_0 is None:
        return None
    if isinstance(h_0, tuple | list) and len(h_0) == 2 and not all(isinstance(each, int) for each in h_0):
        return Pair(_shape(h_0[0], "h_0"), _shape(h_0[1], "c_0"))
    return _shape(h_0, "h_0")
