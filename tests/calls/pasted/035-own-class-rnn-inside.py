import torch
import torch.nn as nn
from torch.utils.data import TensorDataset, DataLoader

class RNN(nn.Module):
    def __init__(self, input_size, hidden_size, output_size, batch_size):
        super(RNN, self).__init__()
        self.hidden_size = hidden_size
        self.batch_size = batch_size
        self.rnn = nn.RNN(input_size, hidden_size, batch_first=True)
        self.out = nn.Linear(hidden_size, output_size)

    def init_hidden(self):
        return torch.zeros(1, self.batch_size, self.hidden_size)

    def forward(self, x):
        r_out, _ = self.rnn(x, self.init_hidden())
        return self.out(r_out[:, -1, :])

X = torch.randn(100, 15, 2)
Y = torch.randint(0, 3, (100,))
loader = DataLoader(TensorDataset(X, Y), batch_size=32)

model = RNN(2, 16, 3, 32)
loss_fn = nn.CrossEntropyLoss()
for xb, yb in loader:
    loss = loss_fn(model(xb), yb)
    print(loss.item())

# 1.1003
# 1.0987
# 1.1140
# RuntimeError ... hidden size
