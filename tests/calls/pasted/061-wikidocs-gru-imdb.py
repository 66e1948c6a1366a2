import torch
import torch.nn as nn
import torch.nn.functional as F

# 하이퍼파라미터
BATCH_SIZE = 64
lr = 0.001
EPOCHS = 10
vocab_size = 46159
n_classes = 2
USE_CUDA = torch.cuda.is_available()
DEVICE = torch.device("cuda" if USE_CUDA else "cpu")

class GRU(nn.Module):
    def __init__(self, n_layers, hidden_dim, n_vocab, embed_dim, n_classes, dropout_p=0.2):
        super(GRU, self).__init__()
        self.n_layers = n_layers
        self.hidden_dim = hidden_dim
        self.embed = nn.Embedding(n_vocab, embed_dim)
        self.dropout = nn.Dropout(dropout_p)
        self.gru = nn.GRU(embed_dim, self.hidden_dim,
                          num_layers=self.n_layers,
                          batch_first=True)
        self.out = nn.Linear(self.hidden_dim, n_classes)

    def forward(self, x):
        x = self.embed(x)
        h_0 = self._init_state(batch_size=x.size(0))  # 첫번째 히든 스테이트를 0벡터로 초기화
        x, _ = self.gru(x, h_0)                       # (batch, 길이, hidden)
        h_t = x[:, -1, :]                             # 마지막 time step만
        self.dropout(h_t)
        logit = self.out(h_t)
        return logit

    def _init_state(self, batch_size=1):
        weight = next(self.parameters()).data
        return weight.new(self.n_layers, batch_size, self.hidden_dim).zero_()

model = GRU(1, 256, vocab_size, 128, n_classes, 0.5).to(DEVICE)
optimizer = torch.optim.Adam(model.parameters(), lr=lr)

x = torch.randint(0, vocab_size, (BATCH_SIZE, 310)).to(DEVICE)
y = torch.randint(0, n_classes, (BATCH_SIZE,)).to(DEVICE)
model.train()
optimizer.zero_grad()
logit = model(x)
loss = F.cross_entropy(logit, y)
loss.backward()
optimizer.step()
print(loss.item())
