import torch
import torch.nn as nn
from torch.autograd import Variable

class Decoder(nn.Module):
    def __init__(self, feat, hidden):
        super(Decoder, self).__init__()
        self.hidden = hidden
        self.lstm = nn.LSTM(feat, hidden, batch_first=True)

    def forward(self, x):
        h0 = Variable(torch.randn(1, x.size(0), self.hidden))
        c0 = Variable(torch.zeros(1, x.size(0), self.hidden))
        out, (hn, cn) = self.lstm(x, (c0, h0))
        return out

d = Decoder(feat=13, hidden=40)
print(d(Variable(torch.randn(3, 77, 13))).size())
