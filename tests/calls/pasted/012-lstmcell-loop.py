import torch
cell = torch.nn.LSTMCell(6, 12)
seq = torch.randn(9, 4, 6)
hx = torch.zeros(4, 12)
cx = torch.zeros(4, 12)
outs = []
for t in range(seq.size(0)):
    hx, cx = cell(seq[t], (hx, cx))
    outs.append(hx)
torch.stack(outs).shape
