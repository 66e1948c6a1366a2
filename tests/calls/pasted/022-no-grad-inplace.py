# 학습된 모델로 예측만 해 보기
import torch
import torch.nn as nn

rnn = nn.GRU(6, 11, num_layers=2)
rnn.eval()

sample = torch.randn(24, 6)          # 24시간, 변수 6개
h = torch.zeros(2, 1, 11)

with torch.no_grad():
    sample.unsqueeze_(0)             # (1, 24, 6)
    sample.transpose_(0, 1)          # (24, 1, 6)
    out, h = rnn(sample, h)

print(out.shape, h.shape)
