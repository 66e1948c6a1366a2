import torch
torch.nn.GRU(10, 20)(torch.randn(5, 10), torch.zeros(1, 1, 20))
