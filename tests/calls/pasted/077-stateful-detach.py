import torch
import torch.nn as nn

torch.manual_seed(0)
lstm = nn.LSTM(input_size=8, hidden_size=16, num_layers=2)
readout = nn.Linear(16, 1)
params = list(lstm.parameters()) + list(readout.parameters())
opt = torch.optim.SGD(params, lr=1e-2)

long_sequence = torch.randn(120, 4, 8)      # 120 time steps, 4 series
target = torch.randn(120, 4, 1)
hidden = None
total = 0.
for x, y in zip(long_sequence.chunk(6), target.chunk(6)):
    out, hidden = lstm(x, hidden)
    hidden = tuple(h.detach() for h in hidden)
    loss = ((readout(out) - y) ** 2).mean()
    opt.zero_grad(); loss.backward(); opt.step()
    total += loss.item()
print(total / 6, hidden[0].size())
