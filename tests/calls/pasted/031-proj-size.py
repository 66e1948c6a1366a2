import torch
lstm = torch.nn.LSTM(input_size=80, hidden_size=512, num_layers=2, proj_size=128, bidirectional=True)
x = torch.randn(200, 4, 80)
h_0 = torch.zeros(2 * 2, 4, 128)
c_0 = torch.zeros(2 * 2, 4, 512)
out, (h_n, c_n) = lstm(x, (h_0, c_0))
out.shape
h_n.shape, c_n.shape
