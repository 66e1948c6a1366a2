import torch
lstm = torch.nn.LSTM(32, 256, 2, batch_first=True)
lstm(torch.randn(17, 5, 32), (torch.zeros(2, 64, 256), torch.zeros(2, 64, 256)))
