import torch
import torch.nn as nn

# 사인파 예측
t = torch.linspace(0, 100, 1001)
wave = torch.sin(t)

seq_len = 20
batch_size = 980

xs = torch.stack([wave[i:i + seq_len] for i in range(batch_size)]).unsqueeze(-1)   # (배치, 시간, 1)
ys = torch.stack([wave[i + seq_len] for i in range(batch_size)]).unsqueeze(-1)

class SineRNN(nn.Module):
    def __init__(self, input_size=1, hidden_size=32):
        super().__init__()
        self.rnn = nn.RNN(input_size, hidden_size, nonlinearity='tanh')
        self.fc = nn.Linear(hidden_size, 1)

    def forward(self, x):
        out, hidden = self.rnn(x)
        return self.fc(out[:, -1, :])

model = SineRNN()
loss_fn = nn.MSELoss()
opt = torch.optim.Adam(model.parameters(), lr=0.01)
losses = []
for epoch in range(3):
    pred = model(xs)
    loss = loss_fn(pred, ys)
    opt.zero_grad()
    loss.backward()
    opt.step()
    losses.append(loss.item())
    if epoch % 10 == 0:
        print(f'epoch {epoch}: {loss.item():.4f}')
