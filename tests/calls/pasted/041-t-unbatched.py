import torch

rnn = torch.nn.RNN(8, 16, nonlinearity='relu', bias=False)
eeg = torch.randn(8, 30)          # 8 channels x 30 samples
output, h_n = rnn(eeg.t())
print(output.shape, h_n.shape)
