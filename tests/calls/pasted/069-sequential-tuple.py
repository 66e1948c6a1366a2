import torch
import torch.nn as nn

model = nn.Sequential(
    nn.RNN(16, 32, batch_first=True),
    nn.Linear(32, 4),
    nn.Softmax(dim=-1),
)
x = torch.rand(5, 9, 16)
y = model(x)
