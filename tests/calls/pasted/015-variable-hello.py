import torch
import torch.nn as nn
from torch.autograd import Variable

# 한 글자씩 원-핫
h = [1, 0, 0, 0]
e = [0, 1, 0, 0]
l = [0, 0, 1, 0]
o = [0, 0, 0, 1]

# 이름은 cell이지만 nn.RNN 입니다
cell = nn.RNN(input_size=4, hidden_size=2, batch_first=True)

# (층 수 * 방향 수, 배치, 은닉)
hidden = Variable(torch.randn(1, 3, 2))

# 배치 3, 길이 5
inputs = Variable(torch.Tensor([[h, e, l, l, o],
                                [e, o, l, l, l],
                                [l, l, e, e, l]]))
print("input size", inputs.size())

out, hidden = cell(inputs, hidden)
print("out size", out.size())
