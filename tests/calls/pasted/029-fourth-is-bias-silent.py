import torch
from torch import nn

batch_size, seq_len, n_feat = 16, 30, 10
gru = nn.GRU(n_feat, 25, 1, True)
clf = nn.Linear(25, 4)

x = torch.randn(batch_size, seq_len, n_feat)
out, h_n = gru(x)
logits = clf(out[:, -1, :])
print(logits.shape)
# torch.Size([16, 4])   looks right
