"""Recurrent modules that torch does not have, from torch's own parts: named and shaped as those it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from tutor.record import NamedTuple


class _Weights(NamedTuple):
    """The tensors of one layer in one direction; what is not there is 0."""

    ih: Any
    hh: Any
    bias_ih: Any
    bias_hh: Any


def _sigmoid_rnn(x: Any, state: Any, w: _Weights) -> Any:  # noqa: ANN401 - tensors
    """h_t = sigmoid(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)."""
    import torch

    return torch.sigmoid(x @ w.ih.T + w.bias_ih + state @ w.hh.T + w.bias_hh)


def _gru_reset_before(x: Any, state: Any, w: _Weights) -> Any:  # noqa: ANN401 - tensors
    """n_t = tanh(W_in x_t + b_in + W_hn (r_t * h_{t-1}) + b_hn); the rest as torch.nn.GRU."""
    import torch

    of_x = (x @ w.ih.T + w.bias_ih + w.bias_hh).chunk(3, dim=1)
    hr, hz, hn = (each.T for each in w.hh.chunk(3))
    r, z = torch.sigmoid(of_x[0] + state @ hr), torch.sigmoid(of_x[1] + state @ hz)
    n = torch.tanh(of_x[2] + (r * state) @ hn)
    return n + z * (state - n)


_STEPS: dict[str, tuple[str, str, Callable[[Any, Any, _Weights], Any]]] = {
    "rnn_sigmoid": ("RNN", "torch.sigmoid", _sigmoid_rnn),
    "gru_reset_before": ("GRU", "torch.sigmoid, torch.tanh", _gru_reset_before),
}


@cache
def own_module(kind: str) -> Any:  # noqa: ANN401 - a class of torch's
    """Make the class of a kind of cell that torch has not, or give ``None`` where torch has it.

    It is called, named and shaped as the class of torch whose parameters it takes over; ``parts`` tells what
    of torch it computes with.

    >>> import torch
    >>> module = own_module("rnn_sigmoid")(2, 1, dtype=torch.float64)
    >>> [*module.state_dict()], module(torch.zeros(3, 2, dtype=torch.float64))[0].shape
    (['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'], torch.Size([3, 1]))
    >>> own_module("gru_reset_before").parts, own_module("gru")
    ('torch.sigmoid, torch.tanh', None)
    """
    import torch

    if kind not in _STEPS:
        return None
    base, named, step = _STEPS[kind]

    class OwnModule(getattr(torch.nn, base)):  # type: ignore[misc]  # chosen by its name
        """A recurrent module of torch with another step."""

        parts = named

        def forward(self, input: torch.Tensor, hx: torch.Tensor | None = None) -> Any:  # noqa: ANN401
            """Run all layers and directions; shapes as torch.nn.RNN, without packed sequences."""
            batched = input.dim() == 3
            below = input if batched else input[:, None]
            below = below.transpose(0, 1) if batched and self.batch_first else below
            directions = 2 if self.bidirectional else 1
            units = self.num_layers * directions
            if hx is None:
                starts = below.new_zeros(units, below.shape[1], self.hidden_size)
            else:
                starts = hx if batched else hx[:, None]
            last = []
            for layer in range(self.num_layers):
                ways = []
                for way in range(directions):
                    state, states = starts[layer * directions + way], []
                    weights = self._weights(f"_l{layer}{'_reverse' if way else ''}")
                    for x in below.flip(0) if way else below:
                        state = step(x, state, weights)
                        states.append(state)
                    last.append(state)
                    ways.append(torch.stack(states[::-1] if way else states))
                below = torch.cat(ways, dim=2)
            output = below.transpose(0, 1) if batched and self.batch_first else below
            h_n = torch.stack(last)
            return (output, h_n) if batched else (output[:, 0], h_n[:, 0])

        def _weights(self, ending: str) -> _Weights:
            given = dict(self.named_parameters())
            names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            return _Weights(*(given.get(name + ending, 0) for name in names))

    return OwnModule
