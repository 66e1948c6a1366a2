import torch
import torch.nn as nn
batch_size = 8
seq_len = 50
lstm = nn.LSTM(10, 20, 2, True)   # batch_first=True
x = torch.randn(batch_size, seq_len, 10)
h0 = torch.zeros(2, batch_size, 20)
c0 = torch.zeros(2, batch_size, 20)
out, (hn, cn) = lstm(x, (h0, c0))
