import torch
import torch.nn as nn

class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, trg_vocab, emb=64, hid=96):
        super().__init__()
        self.src_emb = nn.Embedding(src_vocab, emb)
        self.trg_emb = nn.Embedding(trg_vocab, emb)
        self.encoder = nn.LSTM(emb, hid, bidirectional=True)
        self.decoder = nn.LSTM(emb, hid)
        self.proj = nn.Linear(hid, trg_vocab)

    def forward(self, src, trg):
        enc_out, state = self.encoder(self.src_emb(src))
        dec_out, _ = self.decoder(self.trg_emb(trg), state)
        return self.proj(dec_out)

net = Seq2Seq(7000, 8000)
src = torch.randint(7000, (21, 8))
trg = torch.randint(8000, (17, 8))
net(src, trg)
