import numpy as np
import torch
import torch.nn as nn

data = np.random.rand(20, 8, 4)          # (time, batch, features)
x = torch.from_numpy(data)

rnn = nn.RNN(4, 16)
out, h = rnn(x)
