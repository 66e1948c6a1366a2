import torch
import torch.nn as nn

# (1, 10, 5) 크기의 텐서를 만든 것 같은데요...
inputs = torch.Tensor([1, 10, 5])
rnn = nn.RNN(5, 8, batch_first=True)
outputs, hidden = rnn(inputs)
print(outputs.shape)   # (1, 10, 8)이 나와야 하는데 안 나옵니다
