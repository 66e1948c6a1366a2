import torch
from torch import nn
feats = torch.randn(7, 10, 64)
gru = nn.GRU(64, 32)
h0 = torch.zeros(1, 10, 32)
out, hn = gru(feats, h0)
