# 문자 단위 RNN 연습 : "apple" -> "pple!"
import torch
import torch.nn as nn
import torch.nn.functional as F

text = "apple"
chars = sorted(set(text + "!"))          # ['!', 'a', 'e', 'l', 'p']
c2i = {c: i for i, c in enumerate(chars)}

idx = torch.tensor([[1, 4, 4, 3, 2]])    # (배치 1, 길이 5)
x = F.one_hot(idx, num_classes=5)        # (1, 5, 5)

rnn = nn.RNN(input_size=5, hidden_size=5, batch_first=True)
out, _status = rnn(x)                    # 여기서 에러가 나요 ㅠㅠ 왜 그럴까요?
print(out.shape)
