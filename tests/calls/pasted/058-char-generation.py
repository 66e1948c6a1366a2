import torch
import torch.nn as nn

text = "나는 학교에 갑니다. 나는 집에 갑니다."
vocab = sorted(set(text))                       # 글자 목록
char_to_id = {ch: i for i, ch in enumerate(vocab)}

class CharLSTM(nn.Module):
    def __init__(self, n_chars, emb=16, hid=64, layers=2):
        super().__init__()
        self.hid, self.layers = hid, layers
        self.emb = nn.Embedding(n_chars, emb)
        self.rnn = nn.LSTM(emb, hid, layers, batch_first=True, dropout=0.3)
        self.fc = nn.Linear(hid, n_chars)

    def forward(self, ids, state):
        out, state = self.rnn(self.emb(ids), state)
        return self.fc(out.reshape(-1, self.hid)), state

    def start(self, n):
        zero = torch.zeros(self.layers, n, self.hid)
        return zero, zero.clone()

model = CharLSTM(len(vocab)).eval()
state = model.start(1)
last = torch.tensor([[char_to_id["나"]]])
made = ["나"]
for _ in range(30):
    logits, state = model(last, state)
    state = tuple(s.detach() for s in state)
    nxt = torch.multinomial(torch.softmax(logits[-1], dim=0), 1)
    made.append(vocab[nxt.item()])
    last = nxt.view(1, 1)
print("".join(made))
