import torch
from torch import nn
MAX_LENGTH = 10
device = torch.device("cpu")

class Encoder(nn.Module):
    def __init__(self, vocab, hidden):
        super(Encoder, self).__init__()
        self.hidden_size = hidden
        self.embedding = nn.Embedding(vocab, hidden)
        self.gru = nn.GRU(hidden, hidden)

    def forward(self, token, hidden):
        embedded = self.embedding(token).view(1, 1, -1)
        output = embedded
        output, hidden = self.gru(output, hidden)
        return output, hidden

    def init_hidden(self):
        return torch.zeros(1, 1, self.hidden_size, device=device)

encoder = Encoder(2803, 256).to(device)
sentence = torch.tensor([[14], [88], [3], [1]], device=device)

hidden = encoder.init_hidden()
outputs = torch.zeros(MAX_LENGTH, encoder.hidden_size, device=device)
for ei in range(sentence.size(0)):
    out, hidden = encoder(sentence[ei], hidden)
    outputs[ei] = out[0, 0]
