import torch
import torch.nn as nn

lstm = nn.LSTM(8, 64, return_sequences=True)
x = torch.rand(32, 10, 8)
y = lstm(x)
print(y.shape)
