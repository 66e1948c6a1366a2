import torch
from torch import nn

lstm = nn.LSTM(input_size=10, hidden_size=20, num_layers=1)
x  = torch.randn(7, 3, 10)
h0 = torch.zeros(1, 3, 20)
out, hn = lstm(x, h0)   # <-- crashes here, works with nn.GRU though
