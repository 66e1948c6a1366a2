"""What a call starts from: h_0, or the pair (h_0, c_0) of an LSTM, and the kinds of number on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.calls.rules.modules import Shape
from tutor.record import NamedTuple


class Pair(NamedTuple):
    """The two start values of an LSTM, (h_0, c_0)."""

    h_0: Shape
    c_0: Shape


Start = Shape | Pair | None


def flat(start: Start) -> tuple[int, ...]:
    """Give all sizes of the start values, one after the other."""
    if start is None:
        return ()
    return (*start.h_0, *start.c_0) if isinstance(start, Pair) else start


class Dtypes(NamedTuple):
    """The kinds of number in the weights, the input and the start values, where they are known."""

    weights: str
    input: str
    states: tuple[str, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether torch refuses to multiply the two."""
        return self.weights != self.input

    @property
    def wrong_states(self) -> tuple[int, ...]:
        """Which start values are of another kind than the weights."""
        return tuple(at for at, kind in enumerate(self.states) if kind != self.weights)


# What torch's compiled part calls the kinds of number.
COMPILED_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "torch.float32": "Float",
        "torch.float64": "Double",
        "torch.float16": "Half",
        "torch.bfloat16": "BFloat16",
        "torch.int64": "Long",
        "torch.int32": "Int",
        "torch.int16": "Short",
        "torch.int8": "Char",
        "torch.uint8": "Byte",
        "torch.bool": "Bool",
    }
)


HALF_KINDS = ("torch.float16", "torch.bfloat16")
# What C++ calls them: a product without a bias speaks of these.
C_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "Float": "float",
        "Double": "double",
        "Half": "c10::Half",
        "BFloat16": "c10::BFloat16",
        "Long": "long int",
        "Int": "int",
        "Short": "short int",
        "Char": "signed char",
        "Byte": "unsigned char",
        "Bool": "bool",
    }
)


_FLOATS = ("torch.float16", "torch.bfloat16", "torch.float32", "torch.float64")


def wider(one: str, weights: str) -> str:
    """Give the kind of number of the sum of a start value and what weights of another kind made.

    >>> wider("torch.int64", "torch.float16"), wider("torch.bfloat16", "torch.float16")
    ('torch.float16', 'torch.float32')
    """
    if one not in _FLOATS or weights not in _FLOATS:
        return weights
    if {one, weights} == set(HALF_KINDS):
        return "torch.float32"
    return max(one, weights, key=_FLOATS.index)


def not_the_same(one: str, two: str, *, bias: bool = True) -> str:
    """Give torch's words for the product of two kinds of number, with a bias added to it or without."""
    first, second = (COMPILED_NAMES.get(each, each) for each in (one, two))
    if not bias:
        first, second = (C_NAMES.get(each, each) for each in (first, second))
        return f"expected m1 and m2 to have the same dtype, but got: {first} != {second}"
    return f"mat1 and mat2 must have the same dtype, but got {first} and {second}"


def not_of_onednn(kind: str) -> str:
    """Give the words of oneDNN for a start value that is not of the kind of the weights, torch.float32."""
    if kind in HALF_KINDS:
        return (
            "could not create a primitive descriptor for the LSTM forward propagation primitive. Run "
            "workload with environment variable ONEDNN_VERBOSE=all to get additional diagnostic information."
        )
    if kind == "torch.uint8":
        return "itensor_view_from_dense expects float, bfloat16 or half tensor input"
    return "get_mkldnn_dtype: unsupported data type"


def part_of(shape: Shape, index: int) -> Shape:
    """Give the shape of ``tensor[index]``. Raises IndexError with torch's words."""
    if not shape:
        raise IndexError(
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ "
            "to convert a 0-dim tensor to a number"
        )
    if index >= shape[0]:
        raise IndexError(f"index {index} is out of bounds for dimension 0 with size {shape[0]}")
    return shape[1:]
