import torch
import torch.nn as nn

class Ner(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(50, 64, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(64, 7)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.fc(out)

net = Ner()
scores = net(torch.randn(4, 25, 50))
# RuntimeError: mat1 and mat2 shapes cannot be multiplied (100x128 and 64x7)
