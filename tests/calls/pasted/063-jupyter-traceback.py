import torch
from torch import nn
class AudioRNN(nn.Module):
    def __init__(self, n_mels=40, hidden=96):
        super().__init__()
        self.rnn = nn.GRU(n_mels, hidden, num_layers=2, batch_first=True, bidirectional=True)
        self.cls = nn.Linear(2 * hidden, 35)

    def forward(self, spec):
        # spec: (batch, 1, n_mels, frames)
        x = spec.squeeze(1)
        y, h = self.rnn(x)
        return self.cls(y.mean(dim=1))

net = AudioRNN()
spec = torch.randn(8, 1, 40, 101)
net(spec)
