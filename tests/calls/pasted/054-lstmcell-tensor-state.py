import torch
import torch.nn as nn

cell = nn.LSTMCell(3, 5)
x = torch.ones(2, 3)
h = torch.zeros(1, 5)
h = cell(x, h)
