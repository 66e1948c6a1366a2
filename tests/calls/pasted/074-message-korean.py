import torch
torch.nn.LSTM(7, 100, 2, bidirectional=True)(torch.zeros(5, 32, 7), (torch.zeros(2, 32, 100), torch.zeros(2, 32, 100)))
