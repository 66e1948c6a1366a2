import torch
import torch.nn as nn

rnn = nn.RNN(3, 5, batch_first=True)
chunks = torch.randn(4, 60, 3).split(20, dim=1)

h = torch.zeros(1, 4, 5)
outs = []
for x in chunks:
    out, h = rnn(x, h)
    h = h.detach()
    outs.append(out)

x = torch.cat(outs, dim=1)
print(x.shape)
