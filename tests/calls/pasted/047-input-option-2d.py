import torch
from torch import nn
train_loader = [torch.randn(32, 50)]   # as given by --input
lstm = nn.LSTM(1, 64, batch_first=True)
for batch in train_loader:
    out, (h, c) = lstm(batch)
