import torch
from torch import nn
class Agent(nn.Module):
    def __init__(self, n_obs, n_act):
        super().__init__()
        self.body = nn.Linear(n_obs, 32)
        self.core = nn.LSTMCell(32, 48)
        self.pi = nn.Linear(48, n_act)

    def forward(self, obs, hc):
        z = torch.relu(self.body(obs))
        h, c = self.core(z, hc)
        return self.pi(h), (h, c)

agent = Agent(4, 2)          # cart-pole
hc = (torch.zeros(48), torch.zeros(48))
obs = torch.tensor([0.01, -0.02, 0.03, 0.0])
with torch.no_grad():
    logits, hc = agent(obs, hc)
