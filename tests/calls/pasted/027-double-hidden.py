import numpy as np
import torch
import torch.nn as nn

rnn = nn.RNN(3, 2)
x  = torch.zeros(6, 1, 3)
h0 = torch.tensor(np.zeros((1, 1, 2)))     # start from numpy
out, hn = rnn(x, h0)
