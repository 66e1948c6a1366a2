# 강화학습 DRQN 연습
import torch
import torch.nn as nn
from collections import deque

class BaseNet(nn.Module):
    def __init__(self, obs_dim, hidden):
        super().__init__()
        self.hidden = hidden
        self.fc1 = nn.Linear(obs_dim, hidden)

class DRQN(BaseNet):
    def __init__(self, obs_dim, n_actions, hidden=64):
        super().__init__(obs_dim, hidden)
        self.lstm = nn.LSTM(hidden, hidden, batch_first=True)
        self.fc2 = nn.Linear(hidden, n_actions)

    def forward(self, obs, hc=None):
        x = torch.relu(self.fc1(obs))
        if hc is None:
            hc = (torch.zeros(1, obs.size(0), self.hidden), torch.zeros(1, obs.size(0), self.hidden))
        y, hc = self.lstm(x, hc)
        return self.fc2(y), hc

    @torch.no_grad()
    def act(self, obs, hc):
        q, hc = self.forward(obs.view(1, 1, -1), hc)
        return q.argmax(dim=-1).item(), hc

net = DRQN(obs_dim=4, n_actions=2)
history = deque(maxlen=8)
state, hc = torch.zeros(4), None
for step in range(8):
    action, hc = net.act(state, hc)
    history.append(state)
    state = state + 0.1
episode = torch.stack(list(history))        # (8, 4): 시간 8, 관측 4
q, _ = net(episode.unsqueeze(0), hc)
loss = q.pow(2).mean()
