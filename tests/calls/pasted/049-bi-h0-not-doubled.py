import torch
import torch.nn as nn
class ReviewGRU(nn.Module):
    def __init__(self, n_layers, hidden_dim, n_vocab, embed_dim, n_classes):
        super(ReviewGRU, self).__init__()
        self.n_layers = n_layers
        self.hidden_dim = hidden_dim
        self.embed = nn.Embedding(n_vocab, embed_dim)
        self.gru = nn.GRU(embed_dim, self.hidden_dim,
                          num_layers=self.n_layers,
                          batch_first=True,
                          bidirectional=True)
        self.out = nn.Linear(self.hidden_dim * 2, n_classes)

    def forward(self, x):
        x = self.embed(x)
        h_0 = self._init_state(batch_size=x.size(0))   # 첫 번째 은닉 상태
        x, _ = self.gru(x, h_0)
        h_t = x[:, -1, :]
        return self.out(h_t)

    def _init_state(self, batch_size=1):
        weight = next(self.parameters()).data
        return weight.new(self.n_layers, batch_size, self.hidden_dim).zero_()

model = ReviewGRU(1, 256, 30000, 128, 2)
x = torch.randint(0, 30000, (64, 40))     # 리뷰 64개, 길이 40
logit = model(x)
