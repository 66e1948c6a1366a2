import torch
gru = torch.nn.GRU(10, 20, num_layers=3)
x = torch.randn(5, 2, 10)
o, h = gru(x)
