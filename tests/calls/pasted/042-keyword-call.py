import torch.nn as nn
import torch

B, T, D, H = 3, 17, 5, 7
rnn = nn.RNN(hidden_size=H, input_size=D, bidirectional=True)
x = torch.empty(B, D, T).normal_()
out, hn = rnn(hx=torch.ones((2, B, H)), input=x.permute(2, 0, 1))
assert out.size() == (T, B, 2 * H)
