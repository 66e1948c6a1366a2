import torch
import torch.nn as nn

device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')

# every picture is read row by row
n_in, n_hid, n_lay, n_cls = 28, 128, 2, 10

class RowRNN(nn.Module):
    def __init__(self, n_in, n_hid, n_lay, n_cls):
        super(RowRNN, self).__init__()
        self.n_hid = n_hid
        self.n_lay = n_lay
        self.rnn = nn.RNN(n_in, n_hid, n_lay, batch_first=True)
        self.fc = nn.Linear(n_hid, n_cls)

    def forward(self, x):
        h0 = torch.zeros(self.n_lay, x.size(0), self.n_hid).to(device)
        out, hn = self.rnn(x, h0)
        return self.fc(out[:, -1, :])

model = RowRNN(n_in, n_hid, n_lay, n_cls).to(device)
images = torch.rand(100, 1, 28, 28)
images = images.reshape(-1, 28, 28).to(device)
scores = model(images)
print(scores.shape)   # torch.Size([100, 10])
