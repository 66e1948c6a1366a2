"""A call of a recurrent module in a text: with what, and what comes out if torch takes it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axis, Cause, Found, Items, Packed, Recurrent, Tensor, Unknown
from tutor.calls.library import devices
from tutor.calls.rules.forward import output_shapes
from tutor.calls.rules.modules import Module, Refusal, Shape, bind
from tutor.calls.rules.starts import Dtypes, Pair, Start
from tutor.calls.rules.worlds import Question, verdict
from tutor.record import field, record

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

KIND_OF_NUMBER = "kind of number"
KIND_ALONE = "kind of number alone"  # and the sizes fit
DEVICE = "device"
# Of what is open then, nothing is compared with the sizes.
BESIDE_SIZES = (KIND_OF_NUMBER, DEVICE)


@record()
class Record:
    """A call: the module's name in the text, the values handed over, and what of them is not known.

    ``misused`` is what Python refuses in the call itself: too many arguments, or an unknown name;
    ``unreached`` is why the program of the text does not come to it, or is not known to.
    """

    name: str
    module: Recurrent
    site: str
    line: int
    input: Found = None
    start: Found = None
    has_start: bool = False
    misused: Refusal | None = None
    unread: tuple[Cause, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    input_key: str = ""
    number: int = -1
    after_stop: bool = False
    unreached: Cause | None = None
    autocast: bool = False

    @staticmethod
    def of(
        module: Recurrent,
        arguments: Sequence[Found],
        keywords: Mapping[str, Found],
        run: Run,
        node: ast.Call,
        name: str,
    ) -> Record:
        """Read what a module is called with."""
        site = run.site(node)
        names = dict(zip(("input", "hx"), arguments, strict=False)) | dict(keywords)
        written = _written(node)
        unread = [value.cause for _, value in module.unread]
        if any(isinstance(each, Unknown) and each.cause.kind == "star" for each in names.values()):
            unread.append(run.cause(node, "star"))
            names = {}
        input = _content(names.get("input"), run)
        start = _content(names.get("hx"), run)
        given = run.given.get(site)
        if given is not None:
            input = Tensor(tuple(Axis(size) for size in given), "any")
        return Record(
            name,
            module,
            site,
            node.lineno,
            input,
            start,
            names.get("hx") is not None,
            _misused(module, arguments, keywords) or _no_tensor(input),
            tuple(unread),
            written,
            _key(names.get("input"), run),
            autocast=run.autocast > 0,
        )


def _written(node: ast.Call) -> dict[str, str]:
    """Give what stands in the call for the input and the start; what a star hands over as it is written."""
    written = {name: ast.unparse(each) for name, each in zip(("input", "hx"), node.args, strict=False)}
    for each in node.keywords:
        written[each.arg or "**"] = ast.unparse(each.value) if each.arg else f"**{ast.unparse(each.value)}"
    return written


def _key(value: Found, run: Run) -> str:
    """Name the place where the input was made, if it is handed over as it was made."""
    content = run.store.get(value)
    if isinstance(content, Unknown):
        return content.key.partition("@")[0] if "[" not in content.key and "." not in content.key else ""
    return content.key.partition("@")[0] if isinstance(content, Tensor) else ""


def _content(value: Found, run: Run) -> Found:
    content = run.store.get(value)
    if type(content) is tuple:
        return tuple(_content(each, run) for each in content)
    if isinstance(content, Items) and content.items is not None:
        return tuple(_content(each, run) for each in content.items)
    return content


def _misused(module: Recurrent, arguments: Sequence[Found], keywords: Mapping[str, Found]) -> Refusal | None:
    """Find what Python itself refuses in the call."""
    if "**" in keywords:
        return None
    function = f"{module.kind.name}.forward()"
    words, check = "", ""
    unexpected = [name for name in keywords if name not in ("input", "hx")]
    twice = [name for at, name in enumerate(("input", "hx")) if name in keywords and len(arguments) > at]
    if twice and (not unexpected or list(keywords).index(twice[0]) < list(keywords).index(unexpected[0])):
        words, check = f"{function} got multiple values for argument '{twice[0]}'", "twice"
    elif unexpected:
        words, check = f"{function} got an unexpected keyword argument '{unexpected[0]}'", "unexpected"
    elif len(arguments) > 2:
        given = f"{len(arguments) + 1} were given"
        words, check = f"{function} takes from 2 to 3 positional arguments but {given}", "too many"
    elif not arguments and "input" not in keywords:
        words, check = f"{function} missing 1 required positional argument: 'input'", "missing"
    return (
        Refusal(f"call {check}", "TypeError", words, unexpected[0] if unexpected else "") if words else None
    )


def _no_tensor(input: Found) -> Refusal | None:
    """Find an array of NumPy in place of the input: the first thing a module asks it for is its axes."""
    if isinstance(input, Tensor) and input.array:
        return Refusal(
            "no tensor", "AttributeError", "'numpy.ndarray' object has no attribute 'dim'", "input"
        )
    return None


@record()
class Reading:
    """The sizes of a call, as far as they are known, with everything that is not."""

    input: Shape | None
    start: Start
    dtypes: Dtypes | None
    unread: tuple[Cause, ...]

    @property
    def has_sizes(self) -> bool:
        """Whether all sizes are read, and at most the kind of number is not known."""
        return all(each.kind in BESIDE_SIZES for each in self.unread)


def read_record(record: Record) -> Reading:
    """Take the sizes out of a call."""
    unread = list(record.unread)
    shape = _shape(record.input, record, "input", unread)
    start: Start = None
    kinds = []
    if record.has_start:
        start = _start(record.start, record, unread)
        parts = record.start if type(record.start) is tuple else (record.start,)
        kinds = [_kind(each) for each in parts if isinstance(each, Tensor)]
    of_input = _kind(record.input) if isinstance(record.input, Tensor | Packed) else "any"
    weights = record.module.dtype
    mixed = any(each not in ("any", weights) for each in (of_input, *kinds))
    if "" in (of_input, weights, *kinds) or (record.autocast and mixed):
        text = record.written.get("input" if not of_input else "hx", record.name)
        unread.append(Cause(text, record.line, KIND_OF_NUMBER))
    open_device = _open_device(record)
    if open_device:
        unread.append(Cause(open_device, record.line, DEVICE))
    dtypes = None
    known = [each for each in (weights, of_input, *kinds) if each]
    if not [each for each in unread if each.kind != DEVICE] and any(
        each not in ("any", weights) for each in known
    ):
        of_weights, own, *states = (
            f"torch.{each}" if each != "any" else f"torch.{weights}" for each in (weights, of_input, *kinds)
        )
        dtypes = Dtypes(of_weights, own, tuple(states))
    return Reading(shape, start, dtypes, tuple(dict.fromkeys(unread)))


def _lying(record: Record) -> list[tuple[str, str]]:
    """Give where the input and the start values lie, with what the text calls them."""
    starts = record.start if type(record.start) is tuple else (record.start,)
    values = [("input", record.input), *(("hx", each) for each in starts)]
    return [
        (record.written.get(name, name), each.device)
        for name, each in values
        if isinstance(each, Tensor | Packed) and not (isinstance(each, Tensor) and each.dtype == "any")
    ]


def _open_device(record: Record) -> str:
    """Give the part of a call that may lie elsewhere than the rest of it; "" where there is none."""
    here = record.module.device
    lying = _lying(record)
    places = [here, *(device for _, device in lying)]
    if not any(devices.is_stated(each) and each != devices.CPU for each in places):
        return ""
    return next((text for text, device in lying if device != here), "")


def apart(record: Record) -> Refusal | None:
    """Find a module and tensors that lie on two devices wherever the program runs."""
    here, lying = record.module.device, [device for _, device in _lying(record)]
    if not lying or not all(map(devices.is_known, (here, *lying))) or record.module.kind.is_cell:
        return None
    for name, other in (*(("hidden", each) for each in lying[1:]), ("parameter", here)):
        if other != lying[0]:
            words = (
                f"Input and {name} tensors are not at the same device, found input tensor at {lying[0]} "
                f"and {name} tensor at {other}"
            )
            return Refusal("devices", "RuntimeError", words, "input")
    return None


def _kind(value: Tensor | Packed) -> str:
    """Give the kind of number; that of what may be an array of NumPy decides nothing."""
    return "" if isinstance(value, Tensor) and value.array is None else value.dtype


def _shape(value: Found, record: Record, name: str, unread: list[Cause]) -> Shape | None:
    if isinstance(value, Tensor) and value.axes is not None and not value.array:
        return value.shape
    if isinstance(value, Packed):
        return (value.steps, value.batch, value.features)
    cause = value.cause if isinstance(value, Unknown | Tensor) else None
    text = record.written.get(name, name)
    if cause is not None and cause.kind == "rows":
        unread.append(cause)
        return None
    if cause is not None and cause.text and cause.text != text and len(cause.text) < 60:
        unread.append(cause)
    unread.append(Cause(text, record.line, "input" if name == "input" else "start"))
    return None


def _start(value: Found, record: Record, unread: list[Cause]) -> Start:
    if type(value) is tuple:
        if len(value) != 2 or any(each is None for each in value):
            unread.append(Cause(record.written.get("hx", "hx"), record.line, "start"))
            return None
        shapes = [_shape(each, record, "hx", unread) for each in value]
        return None if shapes[0] is None or shapes[1] is None else Pair(shapes[0], shapes[1])
    return _shape(value, record, "hx", unread)


def question_of(record: Record, reading: Reading) -> Question:
    """Put a call to the rules."""
    module = record.module
    start = reading.start
    if isinstance(record.input, Packed) and not module.kind.is_cell:
        keywords = (*(each for each in module.keywords if each[0] != "batch_first"), ("batch_first", False))
        positional = module.positional
        at = module.kind.arguments.index("batch_first")
        if len(positional) > at:
            positional = (*positional[:at], False, *positional[at + 1 :])
            keywords = tuple(each for each in module.keywords if each[0] != "batch_first")
        return Question(module.kind, positional, keywords, reading.input, start, reading.dtypes)
    return Question(module.kind, module.positional, module.keywords, reading.input, start, reading.dtypes)


def answered(record: Record) -> tuple[bool | None, Found]:
    """Tell whether torch takes the call, and what comes out of it then."""
    if record.misused is not None:
        return False, None
    reading = read_record(record)
    if record.unread or any(name in ("**", "*") for name, _ in record.module.keywords):
        return None, None
    accepted, _ = verdict(question_of(record, reading)) if reading.has_sizes else (None, None)
    if accepted and all(each.kind == DEVICE for each in reading.unread) and apart(record) is not None:
        return False, None
    if accepted and reading.unread:
        accepted = None  # the sizes fit
    return accepted, _results(record, reading)


def words_of_refusal(record: Record) -> str | None:
    """Give what torch says of a call that it refuses; None where nothing is refused by its sizes."""
    reading = read_record(record)
    refusal = verdict(question_of(record, reading))[1] if reading.has_sizes else None
    return None if refusal is None else refusal.words


def _kind_of_results(record: Record) -> str:
    """Give the kind of number of what comes out: the weights', but an LSTM cell goes on with that of c_0."""
    weights = record.module.dtype
    start = record.start
    if record.module.kind.name != "LSTMCell" or type(start) not in (tuple, list) or len(start) != 2:
        return weights
    cell = _kind(start[1]) if isinstance(start[1], Tensor) else ""
    return weights if cell in ("any", weights) else "float64" if "float64" in (cell, weights) and cell else ""


def _results(record: Record, reading: Reading) -> Found:
    """Give what the module returns where torch takes the call."""
    question = question_of(record, reading)
    bound, refused = bind(question.kind, question.positional, question.keywords)
    module = Module(question.kind, bound)
    shape = reading.input
    if refused or shape is None or len(shape) not in module.kind.input_axes or module["proj_size"]:
        return None
    if not isinstance(module["num_layers"], int):
        return None
    start = reading.start
    try:
        shapes = output_shapes(module, shape, start)
    except (TypeError, AssertionError, IndexError):
        return None
    kind = _kind_of_results(record)
    label = ("output", record.number)
    tensors = {}
    given = record.input.axes if isinstance(record.input, Tensor) else None
    labels = [axis.label for axis in given or ()]
    for name, sizes in shapes.items():
        axes = tuple(
            Axis(size, labels[at] if name == "output" and at < len(labels) - 1 else "")
            for at, size in enumerate(sizes)
        )
        tensors[name] = Tensor(axes, kind, role=label if name == "output" else (name, record.number))
    states = [value for name, value in tensors.items() if name != "output"]
    if module.kind.is_cell:
        return tuple(states) if len(states) > 1 else states[0]
    output: Found = tensors["output"]
    if isinstance(record.input, Packed):
        width = output.axes[-1].size
        output = Packed(record.input.batch, width, record.input.steps, kind, record.input.total, label)
    return output, (tuple(states) if len(states) > 1 else states[0])
