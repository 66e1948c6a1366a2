import torch
from torch import nn
class Critic(nn.Module):
    def __init__(self):
        super(Critic, self).__init__()
        self.lstm = nn.LSTM(16, 24)
        self.v = nn.Linear(24, 1)

    def forward(self, obs, h, c):
        out, h, c = self.lstm(obs, h, c)
        return self.v(out), h, c

critic = Critic()
h = torch.zeros(1, 5, 24)
c = torch.zeros(1, 5, 24)
value, h, c = critic(torch.zeros(1, 5, 16), h, c)
