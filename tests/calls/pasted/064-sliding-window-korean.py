# 삼성전자 주가 예측 - 시퀀스 데이터 만들기
import numpy as np
import torch
import torch.nn as nn

seq_length = 7
data_dim = 5
hidden_dim = 10
output_dim = 1
learning_rate = 0.01

raw = np.random.rand(732, data_dim)          # 시가, 고가, 저가, 거래량, 종가
raw = raw[::-1]                               # 시간 순으로 뒤집기
train_size = int(len(raw) * 0.7)
train_set = raw[0:train_size]

def minmax(data):
    num = data - np.min(data, 0)
    den = np.max(data, 0) - np.min(data, 0)
    return num / (den + 1e-7)

def build_dataset(series, seq_length):
    dataX = []
    dataY = []
    for i in range(0, len(series) - seq_length):
        _x = series[i:i + seq_length, :]
        _y = series[i + seq_length, [-1]]
        dataX.append(_x)
        dataY.append(_y)
    return np.array(dataX), np.array(dataY)

train_set = minmax(train_set)
trainX, trainY = build_dataset(train_set, seq_length)
trainX_tensor = torch.FloatTensor(trainX)
trainY_tensor = torch.FloatTensor(trainY)

class Net(torch.nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim, layers):
        super(Net, self).__init__()
        self.rnn = torch.nn.LSTM(input_dim, hidden_dim, num_layers=layers, batch_first=True)
        self.fc = torch.nn.Linear(hidden_dim, output_dim, bias=True)

    def forward(self, x):
        x, _status = self.rnn(x)
        x = self.fc(x[:, -1])
        return x

net = Net(data_dim, hidden_dim, output_dim, 1)
outputs = net(trainX_tensor)
print(outputs.shape)
