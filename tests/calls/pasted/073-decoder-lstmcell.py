import torch
import torch.nn as nn
class CaptionDecoder(nn.Module):
    def __init__(self, vocab_size, embed_size=256, hidden_size=512, feature_size=2048):
        super().__init__()
        self.hidden_size = hidden_size
        self.vocab_size = vocab_size
        self.embed = nn.Embedding(vocab_size, embed_size)
        self.init_h = nn.Linear(feature_size, hidden_size)
        self.init_c = nn.Linear(feature_size, hidden_size)
        self.cell = nn.LSTMCell(embed_size, hidden_size)
        self.fc = nn.Linear(hidden_size, vocab_size)

    def forward(self, features, captions):
        batch_size = features.size(0)
        h, c = self.init_h(features), self.init_c(features)
        emb = self.embed(captions)
        outputs = torch.zeros(batch_size, captions.size(1), self.vocab_size)
        for t in range(captions.size(1)):
            step = torch.cat([emb[:, t], features], dim=1)   # show the picture at every step
            h, c = self.cell(step, (h, c))
            outputs[:, t] = self.fc(h)
        return outputs

dec = CaptionDecoder(vocab_size=5000)
dec(torch.randn(12, 2048), torch.randint(0, 5000, (12, 20)))
