import torch
import torch.nn as nn
inputs = torch.Tensor(1, 10, 5)
print(inputs.shape)
# 층 2개
gru = nn.GRU(5, 8, num_layers=2, batch_first=True)
outputs, hidden = gru(inputs)
print(outputs.shape, hidden.shape)
