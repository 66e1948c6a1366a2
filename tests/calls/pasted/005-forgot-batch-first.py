import torch, torch.nn as nn

class Clf(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(10000, 64)
        self.lstm = nn.LSTM(64, 128)
        self.fc = nn.Linear(128, 1)

    def forward(self, x):          # x: (batch, seq_len)
        e = self.emb(x)
        out, (h, c) = self.lstm(e)
        last = out[:, -1, :]       # last time step
        return torch.sigmoid(self.fc(last))

m = Clf()
batch = torch.randint(0, 10000, (32, 120))   # batch of 32 reviews, padded to 120 words
print(m(batch).shape)
