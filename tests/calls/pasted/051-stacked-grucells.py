import torch
import torch.nn as nn

class StackedGRU(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.cells = nn.ModuleList(nn.GRUCell(a, b) for a, b in zip(dims, dims[1:]))

    def forward(self, x):
        hs = [x.new_zeros(x.size(1), cell.hidden_size) for cell in self.cells]
        for x_t in x.unbind(0):
            inp = x_t
            for i, cell in enumerate(self.cells):
                hs[i] = cell(inp, hs[i])
                inp = hs[i]
        return hs

net = StackedGRU([6, 32, 32])
hs = net(torch.randn(14, 3, 6))
print([tuple(h.shape) for h in hs])     # [(3, 32), (3, 32)]
