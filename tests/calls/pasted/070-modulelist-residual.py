import torch
import torch.nn as nn

class ResidualGRU(nn.Module):
    def __init__(self, d_model=64, depth=4):
        super().__init__()
        self.inp = nn.Linear(20, d_model)
        self.layers = nn.ModuleList([nn.GRU(d_model, d_model, batch_first=True) for _ in range(depth)])
        self.norms = nn.ModuleList([nn.LayerNorm(d_model) for _ in range(depth)])

    def forward(self, x):
        x = self.inp(x)
        for gru, norm in zip(self.layers, self.norms):
            y, _ = gru(norm(x))
            x = x + y
        return x

net = ResidualGRU()
print(net(torch.randn(3, 50, 20)).shape)   # want (3, 50, 64)
