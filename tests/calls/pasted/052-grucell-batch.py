import torch
from torch import nn

T, N = 6, 4
gru_cell = nn.GRUCell(10, 20)
seq = torch.randn(N, T, 10)
h = torch.zeros(N, 20)
for step in seq:            # goes over the batch, not over time!
    h = gru_cell(step, h)
