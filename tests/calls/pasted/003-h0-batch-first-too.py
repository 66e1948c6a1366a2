import torch
from torch import nn
class Net(nn.Module):
    def __init__(self, input_size, hidden_size, num_layers):
        super(Net, self).__init__()
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.gru = nn.GRU(input_size, hidden_size, num_layers, batch_first=True)
        self.out = nn.Linear(hidden_size, 10)

    def forward(self, x):
        h0 = torch.zeros(x.size(0), self.num_layers, self.hidden_size)
        y, h = self.gru(x, h0)
        y = self.out(y[:, -1, :])
        return y

net = Net(28, 128, 2)
y = net(torch.randn(100, 28, 28))
