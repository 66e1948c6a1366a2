import torch
from torch import nn
lstm = nn.LSTM(10, 20)
hidden = (torch.zeros(1, 1, 20),
          torch.zeros(1, 1, 20))
seqs = torch.randn(5, 3, 10)
y, hidden = lstm(seqs, hidden)
