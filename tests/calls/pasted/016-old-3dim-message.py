import torch
class Model(torch.nn.Module):
    def __init__(self):
        super(Model, self).__init__()
        self.rnn = torch.nn.RNN(12, 30)
        self.lin = torch.nn.Linear(30, 2)
    def forward(self, x):
        o, h = self.rnn(x)
        return self.lin(o)

x = torch.randn(40, 12)     # 40 samples with 12 features each
y = Model()(x)
