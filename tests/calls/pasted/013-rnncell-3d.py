import torch
from torch import nn
cell = nn.RNNCell(input_size=8, hidden_size=16)
x = torch.randn(5, 2, 8)      # 5 steps, batch 2
h = cell(x)
