import numpy as np, torch
from torch import nn
feat = np.random.rand(99, 39)
x = torch.from_numpy(feat).float()
gru = nn.GRU(13, 20)
out, h = gru(x)
