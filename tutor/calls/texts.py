"""A pasted text explained: every call of a recurrent module in it, the modules nobody calls, or a message."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from tutor.calls import reading_messages as says
from tutor.calls.any_input import UNDECIDED, Decided, decided
from tutor.calls.explanation import Call, Explanation, explain
from tutor.calls.following.abstract import (
    Cause,
    Found,
    Lib,
    Packed,
    Recurrent,
    Ref,
    Tensor,
    Unknown,
    is_symbolic,
)
from tutor.calls.following.records import (
    BESIDE_SIZES,
    DEVICE,
    KIND_ALONE,
    Reading,
    Record,
    apart,
    question_of,
    read_record,
)
from tutor.calls.following.source import Made, Source, read
from tutor.calls.hints import behind, hints, put_there
from tutor.calls.library.arithmetic import LARGEST
from tutor.calls.library.devices import PARAMETER
from tutor.calls.quoted import beside_code, explain_message, told
from tutor.calls.rules.modules import KINDS, Refusal, Shape, Value
from tutor.calls.rules.packed_starts import STARTS_OF_PACKED, words_of_packed
from tutor.calls.rules.refused_calls import misused
from tutor.calls.rules.starts import Start
from tutor.calls.rules.worlds import Question, verdict
from tutor.calls.several import deciding, distinct, together
from tutor.calls.unread import is_of_keras, keras, no_module, not_closed, not_read, unknown_values
from tutor.calls.unread_parts import ended_before, faults_of, lines_not_read
from tutor.language.faults import CallError, Fault
from tutor.record import replace

# Sizes that must be numbers before a module can be shown.
_NEEDED = ("num_layers", "bias", "batch_first", "bidirectional", "nonlinearity", "dropout", "proj_size")


def explain_text(
    text: str,
    settings: Mapping[str, Value],
    input: Shape | None = None,
    start: Start = None,
    module: str | None = None,
) -> Explanation:
    """Explain the calls in a text; of several the first that is refused stands above the others.

    Args:
        text: as it was pasted; it is parsed and never run.
        settings: what names in it stand for.
        input: the shape of what the module is called with, instead of that of the text.
        start: the same for the start values.
        module: the name of the module that is meant.

    Raises:
        CallError: there is nothing in the text that can be explained, with the reason.
    """
    source = read(text, settings)
    twice = [name for each in source.made for name in _given_twice(each.module)]
    if twice:
        raise CallError(unknown_values([], twice, LARGEST))
    if not source.made and not source.records:
        return _without_module(source)
    records = _chosen(source.records, module, source.made)
    if input is not None and records:
        source = read(text, settings, _given(records[0], input))
        records = _chosen(source.records, module, source.made)
    if not records:
        return _modules(source, module, input, start)
    first_site = records[0].site
    whatever = UNDECIDED
    if input is None and start is None and not source.cut:
        whatever = decided(source, records, lambda given: read(text, settings, given))
    source = replace(source, misfits=(*source.misfits, *whatever.misfits))
    explained = []
    for record in distinct(records):
        replaced = start if start is not None and record.site == first_site else None
        explained.append(replace(_of_record(record, source, replaced, whatever), line=record.line))
    unseen = _never_called(source, records, module)
    return together(_beside_messages([*explained, *unseen], source))


def _beside_messages(explained: list[Explanation], source: Source) -> list[Explanation]:
    """Explain an error that the text quotes beside calls that do not give it, with the call that decides."""
    quoted = beside_code(source.pasted.messages, explained)
    if quoted:
        at = deciding(explained)
        explained[at] = replace(explained[at].with_findings(quoted), quotes=True)
    return explained


def _given(record: Record, shape: Shape) -> Mapping[str, Shape]:
    """Say for which place in the text a shape from outside stands."""
    return {record.input_key or record.site: shape, record.site: shape}


def _chosen(records: Sequence[Record], module: str | None, made: Sequence[Made]) -> list[Record]:
    """Keep the calls of the module that is asked for."""
    if module is None:
        return list(records)
    found = [each for each in records if _is_called(each.name, module)]
    if not found and not any(_is_called(each.name, module) for each in made):
        names = list(dict.fromkeys([*(each.name for each in records), *(each.name for each in made)]))
        raise CallError(
            says.NO_MODULE_OF_THAT_NAME(
                name=module, modules=", ".join(names), example=names[0] if names else ""
            )
        )
    return found


def _is_called(name: str, module: str) -> bool:
    return name == module or name.removeprefix("self.") == module or name.endswith(f".{module}")


def _never_called(source: Source, records: Sequence[Record], module: str | None) -> Iterator[Explanation]:
    """Explain what torch refuses to make, though nothing calls it."""
    lines = {each.module.line for each in records}
    for made in source.made:
        if made.module.line not in lines and module is None and not made.module.unread:
            found = explain(_call_of(made.module), None, None)
            if found.accepted is False:
                yield replace(found, name=made.name)
            elif source.strange:
                why = ended_before(source.strange[0], made.module)
                yield replace(found, accepted=None, findings=why, name=made.name)


# One call


def _call_of(module: Recurrent) -> Call:
    return Call(module.kind, module.positional, module.keywords, module.source, module.ignored)


def _of_record(record: Record, source: Source, start: Start, whatever: Decided = UNDECIDED) -> Explanation:
    """Explain one call; of an input that is not in the text what holds whatever it is."""
    if record.site in whatever.refused and record.unreached is None:
        met, world = whatever.refused[record.site]
        whole = _of_record(met, world, None)
        doubts = [says.REFUSED_WHATEVER_IT_HOLDS(text=record.written.get("input", record.name))]
        is_open = isinstance(met.input, Tensor) and met.input.dtype == "any"
        return whole.with_findings([*behind(record, source), *(doubts if is_open else [])])
    module = record.module
    if record.misused is not None and record.unreached is None:
        return misused(record)
    reading = read_record(record)
    if start is not None:
        others = tuple(each for each in reading.unread if each.kind != "start")
        reading = replace(reading, start=start, unread=others)
    question = question_of(record, reading)
    unread = list(reading.unread)
    if source.cut:
        unread.append(Cause("…", record.line, "long"))
    if source.stopped is not None and record.after_stop:
        unread.append(source.stopped)
    if record.unreached is not None:
        unread = [record.unreached]
    shown = not any(is_symbolic(dict(question.keywords).get(name)) for name in _NEEDED)
    shown = shown and not module.unread and not any(map(is_symbolic, question.positional[2:]))
    if dict(question.keywords).get("proj_size") or (len(question.positional) > 7 and question.positional[7]):
        unread.append(Cause("proj_size", module.line, "projection"))
        shown = False
    accepted, refusal = (None, None)
    if not any(name in ("**", "*") for name, _ in module.keywords):
        known = reading.input is not None and (reading.start is not None or not record.has_start)
        if known and all(each.kind in BESIDE_SIZES for each in unread):
            accepted, refusal = verdict(question)
            if accepted and all(each.kind == DEVICE for each in unread) and (apart_ := apart(record)):
                return _on_two_devices(record, reading, question, apart_, source)
            if accepted and unread:
                accepted = None  # whether torch takes it depends on the kind of number, or the device
                unread = [each if each.kind == DEVICE else each._replace(kind=KIND_ALONE) for each in unread]
        elif _constructor_refused(question):
            accepted, refusal = verdict(question._replace(input=None, start=None, dtypes=None))
    if not shown or accepted is None:
        if accepted is None and not unread:
            unread += [Cause(str(each), record.line, "size") for each in _symbols(question)] or [
                Cause(record.written.get("input", record.name), record.line, "input")
            ]
        return _unexplained(record, reading, accepted, refusal, unread, source, shown)
    ignored = tuple(each for each in module.ignored if each != "device")
    call = Call(question.kind, question.positional, question.keywords, module.source, ignored)
    found = explain(call, reading.input, reading.start, reading.dtypes)
    packed = record.input.total if isinstance(record.input, Packed) else None
    found = replace(found, name=record.name, packed=packed)
    if packed is not None and refusal is not None and refusal.check in STARTS_OF_PACKED:
        if module.kind.name == "LSTM":  # torch does not look for it, and stops somewhere behind
            unread.append(Cause(record.written.get("hx", "hx"), record.line, "start"))
            return _unexplained(record, reading, None, None, unread, source, shown)
        found = replace(found, torch_message=words_of_packed(question) or found.torch_message)
    found = put_there(record, _by_class(found, record.start))
    doubts = [says.REFUSED_WHATEVER_IT_HOLDS(text=each.text) for each in unread if each.kind != DEVICE]
    return found.with_findings(
        [*hints(record, found, source), *behind(record, source), *doubts, *lines_not_read(source)]
    )


def _on_two_devices(
    record: Record, reading: Reading, question: Question, refusal: Refusal, source: Source
) -> Explanation:
    """Explain a call whose sizes fit, of tensors that lie on two devices."""
    call = Call(question.kind, question.positional, question.keywords, record.module.source)
    found = explain(call, reading.input, reading.start, reading.dtypes)
    fault = told(refusal.words or "")
    assert fault is not None
    return replace(
        found,
        name=record.name,
        accepted=False,
        torch_message=refusal.words,
        torch_exception=refusal.exception,
        findings=(fault, *lines_not_read(source)),
    )


def _by_class(found: Explanation, start: Found) -> Explanation:
    """Call a start value by its class, as torch does: a parameter is called no tensor."""
    if found.torch_message is None or not (isinstance(start, Tensor) and start.role[0] == PARAMETER):
        return found
    return replace(found, torch_message=found.torch_message.replace(", not Tensor", ", not Parameter"))


def _symbols(question: Found) -> list[str]:
    return [symbol.name for symbol in question.symbols]


def _constructor_refused(question: Found) -> bool:
    """Tell whether the module cannot even be made, whatever it is called with."""
    bare = question._replace(input=None, start=None, dtypes=None)
    if any(isinstance(each, Unknown | Ref | Lib) for each in bare.positional):
        return False
    if any(isinstance(value, Unknown | Ref | Lib) for _, value in bare.keywords):
        return False
    return verdict(bare)[0] is False


def _unexplained(
    record: Record,
    reading: Reading,
    accepted: bool | None,
    refusal: Found,
    unread: Sequence[Cause],
    source: Source,
    shown: bool,
) -> Explanation:
    """Give a call without its tensors: that it was not read, or what holds for every size."""
    made = None
    if shown and not record.module.unread:
        alone = explain(_call_of(record.module), None, None)
        made = alone.module
    call = f"{record.name}({', '.join(record.written.values())})"
    findings: list[Fault] = []
    if accepted is None:
        findings += faults_of(unread, call, record)
    has_sizes = made is not None and reading.has_sizes  # then it is shown how the module reads them
    return Explanation(
        record.module.source,
        made,
        reading.input if has_sizes else None,
        reading.start if has_sizes else None,
        accepted,
        refusal.words if refusal is not None and accepted is False else None,
        refusal.exception if refusal is not None and accepted is False else None,
        (*behind(record, source), *findings, *lines_not_read(source)),
        name=record.name,
    )


# No call


def _modules(source: Source, module: str | None, input: Shape | None, start: Start) -> Explanation:
    """Explain the modules that a text makes and does not call."""
    made = [each for each in source.made if module is None or _is_called(each.name, module)]
    if input is not None and len(made) > 1:
        names = [each.name for each in made]
        raise CallError(says.SEVERAL_MODULES(count=len(made), modules=", ".join(names), example=names[0]))
    explained = []
    for each in made:
        faults = _arguments_not_known(each.module)
        if faults:
            raise CallError(faults)
        found = explain(_call_of(each.module), input, start)
        ended = source.stopped or (Cause("…", each.module.line, "long") if source.cut else None)
        ended = ended or next(iter(source.strange), None)
        if found.accepted and ended is not None and input is None:
            found = replace(found, accepted=None, findings=ended_before(ended, each.module))
        explained.append(
            replace(found, name=each.name).with_findings(
                [*hints(None, found, source), *lines_not_read(source)]
            )
        )
    return together(_beside_messages(explained, source))


def _arguments_not_known(module: Recurrent) -> list[Fault]:
    """List the arguments of a module whose values the text does not tell."""
    values = [*zip(module.kind.arguments, module.positional, strict=False), *module.keywords]
    bad = {
        name
        for name, value in values
        if isinstance(value, Unknown | Ref | Lib) or (is_symbolic(value) and name not in ("device", "dtype"))
    } - {"device", "dtype"}
    nodes = [(name, node) for name, node in module.nodes if name in bad or name in ("", "**")]
    return unknown_values(
        [
            (name, _smallest(node))
            for name, node in nodes
            if name in bad or isinstance(node, ast.Starred) or name == "**"
        ],
        [],
        LARGEST,
    )


def _given_twice(module: Recurrent) -> list[str]:
    """Find names that Python does not read a second time in one call."""
    names = [name for name, _ in module.keywords]
    return [name for at, name in enumerate(names) if name in names[:at] and name != "**"]


def _smallest(node: ast.expr) -> ast.expr:
    """Give the part of an argument whose value is not known: a name in a sum."""
    if isinstance(node, ast.BinOp | ast.UnaryOp):
        for each in ast.walk(node):
            if isinstance(each, ast.Name | ast.Attribute | ast.Call):
                return each
    return node


def _without_module(source: Source) -> Explanation:
    """Explain the message that the text quotes; else say what stands there in place of a module."""
    quoted = explain_message(source.pasted.messages, source.pasted.whole)
    if quoted is not None:
        return quoted
    tree = source.pasted.tree
    if source.keras:
        raise CallError(keras(source.keras[0]))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_of_keras(node):
            raise CallError(keras(node))
        if isinstance(node, ast.ClassDef) and node.name in KINDS:
            raise CallError(says.A_CLASS_OF_ONES_OWN(name=node.name))
    error = source.pasted.error
    if error is not None:
        unclosed = "was never closed" in (error.msg or "") or "unexpected EOF" in (error.msg or "")
        text = source.pasted.code
        raise CallError(not_closed(error) if unclosed else not_read(error, text or " x"))
    raise CallError(no_module(tree))
