import torch
from torch import nn
class AcousticModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(40, 256, 1, batch_first=True, proj_size=64)
        self.out = nn.Linear(64, 48)
    def forward(self, feats):
        h = torch.zeros(1, len(feats), 256)
        y, _ = self.rnn(feats, (h, torch.zeros_like(h)))
        return self.out(y)

AcousticModel()(torch.randn(2, 300, 40))
