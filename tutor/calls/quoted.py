"""A message of torch that was pasted without its code: what it says, with the sizes that it names.

One table: a row for each wording, its source beside it. A new version of torch is a new row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tutor.calls import handed_messages as handed
from tutor.calls import quoted_messages as says
from tutor.calls.explanation import Explanation
from tutor.calls.rules.modules import Shape
from tutor.calls.rules.tensors import shape_text
from tutor.language.faults import Count, Fault, Operand
from tutor.record import NamedTuple, replace

Told = Callable[[re.Match[str]], Fault]
LATEST = "torch 2.13"


class Row(NamedTuple):
    """A wording: what it looks like, which torch says it, and how it is explained."""

    pattern: re.Pattern[str]
    source: str
    tell: Told


def shape_of(text: str) -> Shape:
    """Read the sizes that a message names.

    >>> shape_of("[2, 1, 50]"), shape_of("torch.Size([3])"), shape_of("100x128")
    ((2, 1, 50), (3,), (100, 128))
    """
    return tuple(map(int, re.findall(r"\d+", text)))


def _hidden_size(found: re.Match[str]) -> Fault:
    wanted, got = shape_of(found["wanted"]), shape_of(found["got"])
    symbol = "c_0" if found["which"] == "[1]" else "h_0"
    operands = (Operand(symbol, shape_text(got)), Operand(symbol, shape_text(wanted), says.IS_WANTED()))
    if len(got) != len(wanted):
        return replace(
            says.STATE_HAS_OTHER_AXES(symbol=symbol, found=len(got), wanted=len(wanted)), operands=operands
        )
    if len(got) > 1 and got != wanted and (got[1], got[0], *got[2:]) == wanted:
        return replace(says.STATE_IS_TURNED(symbol=symbol), operands=operands)
    wrong = [at for at, (have, want) in enumerate(zip(got, wanted, strict=True)) if have != want]
    at = wrong[0] if wrong else 0
    zeros = f"torch.zeros({', '.join(map(str, wanted))})"
    values = {"symbol": symbol, "found": got[at], "wanted": wanted[at], "example": zeros}
    if at == 0:
        fault = says.STATE_DOES_NOT_FIT_LAYERS(**values)
    elif at == len(wanted) - 1:
        fault = says.STATE_DOES_NOT_FIT_HIDDEN_SIZE(**values)
    else:
        fault = says.STATE_DOES_NOT_FIT_BATCH(**values)
    return replace(fault, operands=operands)


def _input_size(found: re.Match[str]) -> Fault:
    return says.LAST_AXIS_IS_NOT_INPUT_SIZE(
        wanted=found["wanted"], found=found["found"], count=Count(int(found["found"]))
    )


def _input_axes(found: re.Match[str]) -> Fault:
    cell = "Cell" in (found.groupdict().get("name") or "")
    return (says.CELL_INPUT_HAS_AXES if cell else says.INPUT_HAS_AXES)(count=found["count"])


def _state_axes(found: re.Match[str]) -> Fault:
    groups = found.groupdict()
    counts = [each for each in (groups.get("first"), groups.get("second")) if each is not None]
    wanted = groups.get("wanted")
    if wanted is None:
        return says.CELL_STATE_HAS_AXES(found=counts[0])
    wrong = next((each for each in counts if each != wanted), counts[0])
    symbol = "c_0" if len(counts) == 2 and counts[0] == wanted else "h_0"
    told = says.STATE_OF_A_BATCH if wanted == "3" else says.STATE_OF_A_SINGLE_SEQUENCE
    return told(symbol=symbol, found=wrong, wanted=wanted)


def _kinds(found: re.Match[str]) -> Fault:
    return says.KINDS_OF_NUMBER_DIFFER(one=found["one"], two=found["two"])


def _cell_batch(found: re.Match[str]) -> Fault:
    symbol = "c_0" if found["which"] == "1" else "h_0"
    return says.CELL_BATCHES_DIFFER(input=found["input"], state=found["state"], symbol=symbol)


def _cell_hidden(found: re.Match[str]) -> Fault:
    symbol = "c_0" if found["which"] == "1" else "h_0"
    return says.CELL_HIDDEN_SIZE(found=Count(int(found["found"])), wanted=found["wanted"], symbol=symbol)


def _argument(found: re.Match[str]) -> Fault:
    return says.NO_SUCH_ARGUMENT(name=found["name"])


def _call_arguments(found: re.Match[str]) -> Fault:
    return says.TOO_MANY_ARGUMENTS_OF_A_CALL(count=int(found["count"]) - 1)


def _kind_of_argument(found: re.Match[str]) -> Fault:
    return says.ARGUMENT_OF_ANOTHER_KIND(name=found["name"], wanted=found["wanted"], found=found["found"])


def _range_of_argument(found: re.Match[str]) -> Fault:
    return says.ARGUMENT_OUT_OF_RANGE(name=found["name"])


def _lengths(found: re.Match[str]) -> Fault:
    return says.LENGTHS_DO_NOT_FIT_BATCH(count=found["count"], batch=found["batch"])


def _product(found: re.Match[str]) -> Fault:
    one, two = shape_of(found["one"]), shape_of(found["two"])
    return says.PRODUCT_DOES_NOT_FIT(
        one=shape_text(one), two=shape_text(two), columns=one[-1], count=Count(one[-1]), rows=two[0]
    )


# What the compiled functions get behind the input, the start value and the list of parameters.
_FLAGS = (
    ("bias", "bool"),
    ("num_layers", "int"),
    ("dropout", "float"),
    ("", "bool"),
    ("bidirectional", "bool"),
)


def _combined(found: re.Match[str]) -> Fault:
    kinds = found["kinds"].split(", ")[3:]
    for (name, wanted), kind in zip(_FLAGS, kinds, strict=False):
        if name and kind != wanted:
            return says.ARGUMENT_OF_ANOTHER_KIND(name=name, wanted=wanted, found=kind)
    return says.PAIR_IS_WANTED()


def _no_tensor(found: re.Match[str]) -> Fault:
    return handed.NO_TENSOR_IS_HANDED(kind=found["kind"])


def _devices(found: re.Match[str]) -> Fault:
    return handed.ON_TWO_DEVICES(one=found["one"], two=found["two"])


def _nonlinearity(found: re.Match[str]) -> Fault:
    return says.NONLINEARITY_IS_UNKNOWN(found=found["found"])


def _row(pattern: str, tell: Told, source: str = LATEST) -> Row:
    return Row(re.compile(pattern), source, tell)


_SHAPE = r"(?:torch\.Size\()?[\[(][\d, ]+[\])]\)?"

ROWS: tuple[Row, ...] = (
    _row(
        rf"Expected hidden(?P<which>\[[01]\]|) size (?P<wanted>{_SHAPE}), got (?P<got>{_SHAPE})", _hidden_size
    ),
    _row(
        r"input\.size\(-1\) must be equal to input_size\. Expected (?P<wanted>\d+), got (?P<found>\d+)",
        _input_size,
    ),
    _row(r"input has inconsistent input_size: got (?P<found>\d+),? expected (?P<wanted>\d+)", _input_size),
    _row(
        r"(?P<name>\w+): Expected input to be \dD or \dD, got (?P<count>\d+)D(?: tensor)? instead",
        _input_axes,
    ),
    _row(
        r"(?P<name>\w+): Expected input to be \d-D or \d-D but received (?P<count>\d+)-D tensor",
        _input_axes,
        "torch 1.11 to 2.0, forward of torch/nn/modules/rnn.py",
    ),
    _row(
        r"input must have (?:\d+|2 or 3) dimensions, got (?P<count>\d+)",
        _input_axes,
        "torch 0.3 to 1.12, check_input of torch/nn/modules/rnn.py; pytorch issue 86576",
    ),
    _row(
        r"For (?:un)?batched \d-D input, hx should also be (?P<wanted>\d)-D but got (?P<first>\d)-D tensor",
        _state_axes,
    ),
    _row(
        r"For (?:un)?batched \d-D input, hx and cx should also be (?P<wanted>\d)-D "
        r"but got \((?P<first>\d)-D, (?P<second>\d)-D\) tensors",
        _state_axes,
    ),
    _row(r"Expected (?:hidden|hx\[[01]\]) to be 1D or 2D, got (?P<first>\d+)D instead", _state_axes),
    _row(
        r"Expected hx(?:\[[01]\])? to be 1-D or 2-D but received (?P<first>\d+)-D tensor",
        _state_axes,
        "torch 1.11 to 2.0, forward of the cells in torch/nn/modules/rnn.py",
    ),
    _row(r"RNN input dtype \((?P<one>[\w.]+)\) does not match weight dtype \((?P<two>[\w.]+)\)", _kinds),
    _row(
        r"input must have the type (?P<two>[\w.]+), got type (?P<one>[\w.]+)",
        _kinds,
        "torch 2.0 to 2.6, check_input of torch/nn/modules/rnn.py",
    ),
    _row(
        r"mat1 and mat2 must have the same dtype(?:, but got (?P<one>\w+) and (?P<two>\w+)|)",
        lambda found: _kinds(found) if found["one"] else says.KINDS_OF_NUMBER_DIFFER_SOMEHOW(),
    ),
    _row(
        r"[Ee]xpected (?:object of )?scalar type (?P<two>\w+) but (?:found|got scalar type) (?P<one>\w+)",
        _kinds,
        "torch 0.4 to 1.13, matrix products of the compiled part",
    ),
    _row(
        r"expected m1 and m2 to have the same dtype, but got: (?P<one>[\w: ]+?) != (?P<two>[\w: ]*\w)",
        _kinds,
    ),
    _row(
        r"could not create a primitive descriptor for the LSTM|itensor_view_from_dense expects float",
        lambda _: says.KINDS_OF_NUMBER_DIFFER_SOMEHOW(),
    ),
    _row(r"get_mkldnn_dtype: unsupported data type", lambda _: says.KINDS_OF_NUMBER_DIFFER_SOMEHOW()),
    _row(r"Expected sequence length to be larger than 0 in RNN", lambda _: says.SEQUENCE_HAS_NO_STEP()),
    _row(
        r"Input batch size (?P<input>\d+) doesn't match hidden(?P<which>[01]) batch size (?P<state>\d+)",
        _cell_batch,
    ),
    _row(
        r"hidden(?P<which>[01]) has inconsistent hidden_size: got (?P<found>\d+), expected (?P<wanted>\d+)",
        _cell_hidden,
    ),
    _row(
        r"argument 'hx' \(position \d\) must be tuple of Tensors, not (?:Tensor|Parameter)|"
        r"index 1 is out of bounds for dimension 0 with size 1|invalid index of a 0-dim tensor|"
        r"iteration over a 0-d tensor|lstm(?:_cell)? expects two hidden states|\btuple index out of range|"
        r"lstm\(\) received an invalid combination of arguments - got \(Tensor, Tensor, ",
        lambda _: says.PAIR_IS_WANTED(),
    ),
    _row(
        r"(?:lstm|gru|rnn_tanh|rnn_relu)\(\) received an invalid combination of arguments - "
        r"got \((?P<kinds>[\w, ]+)\)",
        _combined,
    ),
    _row(r"'tuple' object has no attribute '(?:dim|size|shape)'", lambda _: handed.TUPLE_HAS_NO_SIZES()),
    _row(r"'(?P<kind>[\w.]+)' object has no attribute 'dim'", _no_tensor),
    _row(
        r"tensors are not at the same device, found input tensor at (?P<one>\S+) "
        r"and \w+ tensor at (?P<two>\S+)",
        _devices,
    ),
    _row(r"Tensor on device (?P<one>\S+) is not on the expected device (?P<two>\w+(?::\d+)?)", _devices),
    _row(
        r"Expected all tensors to be on the same device, but found at least two devices, "
        r"(?P<one>\S+) and (?P<two>\w+(?::\d+)?)",
        _devices,
        "torch 1.5 to 2.13, every operation with a GPU",
    ),
    _row(
        r"rnn: hx is not contiguous",
        lambda _: handed.STATE_IS_NOT_CONTIGUOUS(),
        "torch 0.2 to 2.13, aten/src/ATen/native/cudnn/RNN.cpp",
    ),
    _row(
        r"\w+\.forward\(\) takes from \d to \d positional arguments but (?P<count>\d+) were given",
        _call_arguments,
    ),
    _row(
        r"forward\(\) takes from \d to \d positional arguments but (?P<count>\d+) were given",
        _call_arguments,
        "Python before 3.10, which leaves the class out",
    ),
    _row(
        r"\w+\.forward\(\) (?:got an unexpected keyword argument|"
        r"got multiple values for argument|missing 1 required)",
        lambda _: says.ARGUMENTS_OF_A_CALL(),
    ),
    _row(
        r"__init__\(\) got (?:an unexpected keyword argument|multiple values for argument) '(?P<name>\w+)'",
        _argument,
    ),
    _row(
        r"__init__\(\) missing \d required positional arguments?: '(?P<name>\w+)'",
        lambda found: says.ARGUMENT_IS_MISSING(name=found["name"]),
    ),
    _row(
        r"__init__\(\) takes from \d+ to \d+ positional arguments but \d+ were given",
        lambda _: says.TOO_MANY_ARGUMENTS(),
    ),
    _row(r"(?P<name>proj_size) argument is only supported for LSTM", _argument),
    _row(r"(?P<name>\w+) should be of type (?P<wanted>\w+), got: (?P<found>\w+)", _kind_of_argument),
    _row(r"(?P<name>\w+) must be greater than zero", _range_of_argument),
    _row(r"(?P<name>dropout) should be a number in range \[0, 1\]", _range_of_argument),
    _row(
        r"(?P<name>proj_size) (?:should be a positive integer|has to be smaller than hidden_size)",
        _range_of_argument,
    ),
    _row(r"Unknown nonlinearity:? '?(?P<found>[^'.]*)'?", _nonlinearity),
    _row(
        r"Expected `len\(lengths\)` to be equal to batch_size, "
        r"but got (?P<count>\d+) \(batch_size=(?P<batch>\d+)\)",
        _lengths,
    ),
    _row(r"lengths` array must be sorted in decreasing order", lambda _: says.LENGTHS_ARE_NOT_SORTED()),
    _row(r"Length of all samples has to be greater than 0", lambda _: says.LENGTH_IS_ZERO()),
    _row(r"'?lengths'? argument should be a 1D CPU int64 tensor", lambda _: says.LENGTHS_ARE_ELSEWHERE()),
    _row(r"Expected total_length to be at least the length", lambda _: says.TOTAL_LENGTH_IS_TOO_SMALL()),
    _row(r"argument 'input' \(position 1\) must be Tensor, not tuple", lambda _: handed.LAYER_GETS_A_TUPLE()),
    _row(r"shapes cannot be multiplied \((?P<one>\d+x\d+) and (?P<two>\d+x\d+)\)", _product),
    _row(
        r"size mismatch, m1: \[(?P<one>\d+ x \d+)\], m2: \[(?P<two>\d+ x \d+)\]",
        _product,
        "torch 0.3 to 1.7, matrix products of the compiled part",
    ),
)


def told(words: str) -> Fault | None:
    """Explain the words of a message; nothing where no row has them.

    >>> print(told("Expected hidden[0] size (2, 17, 256), got [2, 64, 256]").title)
    h_0 does not fit the batch: 17 is wanted, it has 64
    """
    for row in ROWS:
        found = row.pattern.search(words)
        if found:
            return row.tell(found)
    return None


def beside_code(messages: Sequence[str], explained: Sequence[Explanation]) -> list[Fault]:
    """Explain the messages that a text quotes beside code whose calls give none of that kind."""
    given = {each.code for one in explained for each in one.findings if each.severity == "error"}
    given |= {fault.code for one in explained if (fault := told(one.torch_message or "")) is not None}
    found: list[Fault] = []
    for words in dict.fromkeys(messages):
        fault = told(words)
        if fault is not None and fault.code not in given:
            found.append(fault)
            if all(each.accepted is not None for each in explained):
                found.append(says.NOT_OF_THE_CODE(words=words if len(words) < 100 else f"{words[:97]}…"))
    return found


def explain_message(messages: Sequence[str], text: str) -> Explanation | None:
    """Explain the messages of torch that a text quotes, where it has nothing else that can be read."""
    found = {words: fault for words in messages if (fault := told(words)) is not None}
    for words in () if found else _lines(text):
        fault = told(words)
        if fault is not None:
            found = {words: fault}
            break
    if not found:
        return None
    values = list(found.values())
    faults = tuple(each for at, each in enumerate(values) if each not in values[:at])
    return Explanation("", None, None, None, False, next(iter(found)), None, faults, kind="message")


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield line.strip().strip("`*# ")
