import torch
import torch.nn as nn
import numpy as np

seq_length = 7     # 일주일치를 보고
data_dim = 5       # 시가, 고가, 저가, 종가, 거래량
hidden_dim = 10
output_dim = 1

class StockNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim, layers):
        super(StockNet, self).__init__()
        self.lstm = nn.LSTM(input_dim, hidden_dim, num_layers=layers, batch_first=True)
        self.fc = nn.Linear(hidden_dim, output_dim, bias=True)

    def forward(self, x):
        x, _ = self.lstm(x)
        x = self.fc(x[:, -1])    # 마지막 시점만 사용
        return x

net = StockNet(data_dim, hidden_dim, output_dim, 1)

trainX = np.random.rand(93, seq_length, data_dim)   # 실제로는 csv에서 읽어 옵니다
X = torch.FloatTensor(trainX)

with torch.no_grad():
    print(net(X).shape)
