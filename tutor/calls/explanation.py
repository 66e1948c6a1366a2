"""What torch makes of a call that has been read, without making a tensor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tutor.calls.rules import suspicion_messages as says
from tutor.calls.rules.cells import CRASH
from tutor.calls.rules.forward import output_shapes, refusals
from tutor.calls.rules.modules import Kind, Module, Refusal, Shape, bind
from tutor.calls.rules.modules import refusals as refused_arguments
from tutor.calls.rules.refused_arguments import argument_fault
from tutor.calls.rules.refused_input import dtype_fault, exchanged, input_fault
from tutor.calls.rules.refused_states import state_fault
from tutor.calls.rules.repairs import accepts
from tutor.calls.rules.starts import Dtypes, Start
from tutor.calls.rules.suspicions import not_looked_at, of_arguments, of_call
from tutor.calls.rules.tensors import Tensor, blocks, input_tensor, output_tensors, start_tensors
from tutor.language.faults import CallError, Fault
from tutor.record import record, replace

MOST_LAYERS = 1000
# The page about what was not read.
NOT_READ = "P08"


@record()
class Call:
    """A module's call that has been read: the class, its arguments, and the text that makes it."""

    kind: Kind
    positional: tuple[Any, ...]
    keywords: tuple[tuple[str, Any], ...]
    source: str
    ignored: tuple[str, ...] = ()


@record()
class Explanation:
    """What torch makes of a call.

    ``accepted`` tells whether torch takes it, and is ``None`` where a part of the call was not read;
    ``torch_message`` is what torch 2.13 says where it does not take it (``None`` as well where it says
    nothing because its process dies), ``torch_exception`` the exception. ``module`` is ``None`` where it
    cannot be made; ``input`` where none is given: then only the module is explained. ``findings`` are errors
    (torch refuses), warnings (surely not meant, or not read) and notes, in that order.

    Of several calls in a text ``calls`` holds all, and the rest is that of the one that decides: the first
    that is refused, else the first that was not read. ``name`` is what the text calls the module, ``line``
    where it calls it (0 where it does not); ``kind`` is "message" where the text is an error message alone.
    ``quotes`` tells that the text quotes an error that none of its calls gives; it is explained all the same.
    """

    source: str
    module: Module | None
    input: Shape | None
    start: Start
    accepted: bool | None
    torch_message: str | None
    torch_exception: str | None
    findings: tuple[Fault, ...]
    name: str = ""
    packed: int | None = None
    calls: tuple[Explanation, ...] = ()
    kind: str = "call"
    line: int = 0
    quotes: bool = False

    def with_findings(self, more: Sequence[Fault]) -> Explanation:
        """Give the explanation with further findings."""
        return replace(self, findings=_sorted((*self.findings, *more)))

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The shapes of what comes out, by torch's names; nothing where nothing does."""
        if self.module is None or self.input is None or not self.accepted:
            return MappingProxyType({})
        found = output_shapes(self.module, self.input, self.start)
        if self.packed is not None:  # the sequences without their padding, one after the other
            found["output"] = (self.packed, found["output"][-1])
        return MappingProxyType(found)

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

    @property
    def exit_code(self) -> int:
        """0 read and nothing wrong, 1 refused or not meant, 2 not read; of several 1 before 2 before 0.

        What torch refuses behind a call that was not read is wrong all the same.
        """
        if self.calls:
            codes = [each.exit_code for each in self.calls]
            return 1 if 1 in codes else max(codes)
        if self.accepted is None and all(each.severity != "error" for each in self.findings):
            return 2
        return 1 if self.is_doubtful else 0

    @property
    def is_partly_read(self) -> bool:
        """Whether something in the text was not read."""
        return any(each.code == NOT_READ for one in (self, *self.calls) for each in one.findings)

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

    def _repr_markdown_(self) -> str:
        """Show the page in Jupyter, letter by letter: its tables are set in columns."""
        fence = "`" * 3
        return f"{fence}text\n{self.text().replace(fence, '~~~')}\n{fence}\n"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 - IPython's
        """Show the page in a notebook."""
        printer.text(self.text())


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
            case subject if each.check == "dtype":
                assert dtypes is not None
                yield dtype_fault(subject, dtypes)
            case "input":
                yield input_fault(each, module, input)
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
