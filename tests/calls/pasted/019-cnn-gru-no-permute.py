import torch
from torch import nn

class ConvGRU(nn.Module):
    """EEG: 14 electrodes, 200 samples"""
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv1d(14, 64, kernel_size=5, padding=2),
            nn.ReLU(),
            nn.MaxPool1d(4),
        )
        self.gru = nn.GRU(64, 96, batch_first=True)
        self.fc = nn.Linear(96, 3)

    def forward(self, x):
        x = self.conv(x)
        out, h = self.gru(x)
        return self.fc(h[-1])

net = ConvGRU()
print(net(torch.randn(8, 14, 200)).size())
