import torch
import torch.nn as nn
class AttnDecoder(nn.Module):
    def __init__(self, n_vocab, emb_dim, hid_dim):
        super().__init__()
        self.emb = nn.Embedding(n_vocab, emb_dim)
        self.gru = nn.GRU(emb_dim, hid_dim, batch_first=True)
        self.out = nn.Linear(hid_dim, n_vocab)

    def forward(self, tok, hidden, enc_out):
        # tok (B,1)  hidden (1,B,H)  enc_out (B,T,H)
        e = self.emb(tok)                                     # (B,1,E)
        score = torch.bmm(hidden.transpose(0, 1), enc_out.transpose(1, 2))
        w = torch.softmax(score, dim=-1)                      # (B,1,T)
        ctx = torch.bmm(w, enc_out)                           # (B,1,H)
        g, hidden = self.gru(torch.cat([e, ctx], dim=2), hidden)
        return self.out(g), hidden

dec = AttnDecoder(5000, 128, 256)
tok = torch.zeros(16, 1, dtype=torch.long)
hidden = torch.zeros(1, 16, 256)
enc_out = torch.randn(16, 12, 256)
logits, hidden = dec(tok, hidden, enc_out)
