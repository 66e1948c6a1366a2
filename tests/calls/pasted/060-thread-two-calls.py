import torch
from torch import nn

rnn = nn.RNN(input_size=12, hidden_size=24, num_layers=1)
x = torch.randn(16, 9, 12)            # batch 16, 9 steps
h = torch.zeros(1, 16, 24)
out, h = rnn(x, h)
