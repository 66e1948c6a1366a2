"""My training crashes at the very end of the first epoch, never before. Why??"""
import numpy as np
import torch
from torch import nn, optim
from torch.utils.data import TensorDataset, DataLoader

batch_size = 32
X = torch.from_numpy(np.random.rand(1000, 24, 6)).float()
y = torch.from_numpy(np.random.rand(1000, 1)).float()
loader = DataLoader(TensorDataset(X, y), batch_size=batch_size, shuffle=True)

class WeatherLSTM(nn.Module):
    def __init__(self, input_dim, hidden_dim, layer_dim, output_dim):
        super().__init__()
        self.hidden_dim = hidden_dim
        self.layer_dim = layer_dim
        self.lstm = nn.LSTM(input_dim, hidden_dim, layer_dim, batch_first=True)
        self.fc = nn.Linear(hidden_dim, output_dim)

    def forward(self, x):
        h0 = torch.zeros(self.layer_dim, batch_size, self.hidden_dim).requires_grad_()
        c0 = torch.zeros(self.layer_dim, batch_size, self.hidden_dim).requires_grad_()
        out, (hn, cn) = self.lstm(x, (h0.detach(), c0.detach()))
        return self.fc(out[:, -1, :])

model = WeatherLSTM(6, 40, 2, 1)
criterion = nn.MSELoss()
optimizer = optim.SGD(model.parameters(), lr=0.1)

for epoch in range(2):
    for i, (xb, yb) in enumerate(loader):
        optimizer.zero_grad()
        loss = criterion(model(xb), yb)
        loss.backward()
        optimizer.step()
    print(epoch, loss.item())
