"""A recurrent module with a sigmoid in place of tanh, which torch does not have, from torch's own parts."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def sigmoid_rnn() -> Any:  # noqa: ANN401 - a class of torch's
    """Make the class: called, named and shaped as torch.nn.RNN is, whose parameters it takes over.

    >>> import torch
    >>> module = sigmoid_rnn()(2, 1, dtype=torch.float64)
    >>> [*module.state_dict()], module(torch.zeros(3, 2, dtype=torch.float64))[0].shape
    (['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'], torch.Size([3, 1]))
    """
    import torch

    class SigmoidRNN(torch.nn.RNN):
        """h_t = sigmoid(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)."""

        def forward(  # type: ignore[override]  # no packed sequences
            self, input: torch.Tensor, hx: torch.Tensor | None = None
        ) -> Any:  # noqa: ANN401
            """Run all layers and directions; shapes as torch.nn.RNN."""
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
                    for x in below.flip(0) if way else below:
                        state = torch.sigmoid(self._sum(x, state, f"_l{layer}{'_reverse' if way else ''}"))
                        states.append(state)
                    last.append(state)
                    ways.append(torch.stack(states[::-1] if way else states))
                below = torch.cat(ways, dim=2)
            output = below.transpose(0, 1) if batched and self.batch_first else below
            h_n = torch.stack(last)
            return (output, h_n) if batched else (output[:, 0], h_n[:, 0])

        def _sum(self, x: torch.Tensor, state: torch.Tensor, ending: str) -> torch.Tensor:
            given = dict(self.named_parameters())
            total = x @ given[f"weight_ih{ending}"].T + state @ given[f"weight_hh{ending}"].T
            for bias in ("bias_ih", "bias_hh"):
                total = total + given.get(bias + ending, 0)
            return total

    return SigmoidRNN
