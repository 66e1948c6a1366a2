import torch
import torch.nn as nn

class LoadForecaster(nn.Module):
    def __init__(self, n_features=1, n_hidden=50, n_layers=2):
        super().__init__()
        self.lstm = nn.LSTM(n_features, n_hidden, n_layers, batch_first=True)
        self.head = nn.Linear(n_hidden, 1)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out[:, -1])

windows = torch.rand(64, 28)      # 64 windows of 28 hours
model = LoadForecaster()
pred = model(windows)
