import torch
import torch.nn as nn

H = 4          # 전역 은닉 크기 (안 쓰임)

def make_rnn(H, bi=False):
    # 매개변수 H가 위의 H를 가립니다
    return nn.RNN(10, H, bidirectional=bi, batch_first=True)

x = torch.randn(10, 10)
rnn = make_rnn(H=7, bi=True)
x = torch.randn(2, 9, 10)
out, h = rnn(x, torch.zeros(2, 2, 7))
print(out.shape)     # 예상: (2, 9, 14)
