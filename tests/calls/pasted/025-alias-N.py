import torch as th
from torch import nn as N

net = N.GRU(input_size=40, hidden_size=80, num_layers=3, dropout=.2)
frames = th.rand(100, 12, 40)
start = th.zeros(1, 12, 80)
y, last = net(frames, start)
