import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

class Forecaster(nn.Module):
    def __init__(self, n_features, hidden=64, layers=2, lr=1e-3):
        super().__init__()
        self.lr = lr
        self.lstm = nn.LSTM(n_features, hidden, layers, batch_first=True, dropout=0.2)
        self.head = nn.Linear(hidden, 1)

    def forward(self, x):
        self.lstm.flatten_parameters()
        _, (h, _) = self.lstm(x)
        return self.head(h[-1])

windows = np.random.randn(256, 60, 9)
model = Forecaster(n_features=windows.shape[-1])
with torch.no_grad():
    preds = model(torch.tensor(windows))
