import random
import torch
from torch import nn

class Encoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb, hid)

    def forward(self, src):
        _, hidden = self.rnn(self.embedding(src))
        return hidden

class Decoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.vocab = vocab
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb + hid, hid)
        self.fc = nn.Linear(emb + 2 * hid, vocab)

    def forward(self, tok, hidden, context):
        tok = tok.unsqueeze(0)
        e = self.embedding(tok)
        output, hidden = self.rnn(torch.cat((e, context), dim=2), hidden)
        y = torch.cat((e.squeeze(0), hidden.squeeze(0), context.squeeze(0)), dim=1)
        return self.fc(y), hidden

enc = Encoder(300, 20, 50)
dec = Decoder(400, 20, 50)
src = torch.randint(0, 300, (11, 6))
trg = torch.randint(0, 400, (9, 6))

context = enc(src)
hidden = context
tok = trg[0, :]
result = torch.zeros(9, 6, dec.vocab)
for t in range(1, trg.shape[0]):
    y, hidden = dec(tok, hidden, context)
    result[t] = y
    tok = trg[t] if random.random() < 0.5 else y.argmax(1)
