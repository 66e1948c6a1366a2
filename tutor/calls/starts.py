"""What a call starts from: h_0, or the pair (h_0, c_0) of an LSTM, and the kinds of number on both sides."""

from __future__ import annotations

from typing import NamedTuple

from tutor.calls.modules import Shape


class Pair(NamedTuple):
    """The two start values of an LSTM, (h_0, c_0)."""

    h_0: Shape
    c_0: Shape


Start = Shape | Pair | None


class Dtypes(NamedTuple):
    """The kinds of number in the weights and in the input, where they are known: ``torch.float32``."""

    weights: str
    input: str

    @property
    def differ(self) -> bool:
        """Whether torch refuses to multiply the two."""
        return self.weights != self.input


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
