import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

class AttnClassifier(nn.Module):
    def __init__(self, vocab, emb=50, hid=75, classes=5):
        super().__init__()
        self.emb = nn.Embedding(vocab, emb, padding_idx=0)
        self.lstm = nn.LSTM(emb, hid, batch_first=True, bidirectional=True)
        self.score = nn.Linear(2 * hid, 1, bias=False)
        self.out = nn.Linear(2 * hid, classes)

    def forward(self, ids, lengths):
        mask = ids.ne(0)
        packed = pack_padded_sequence(self.emb(ids), lengths.cpu(), batch_first=True, enforce_sorted=False)
        states, _ = self.lstm(packed)
        states, _ = pad_packed_sequence(states, batch_first=True, total_length=ids.size(1))
        scores = self.score(states).squeeze(-1).masked_fill(~mask, float("-inf"))
        weights = F.softmax(scores, dim=1)
        context = torch.bmm(weights.unsqueeze(1), states).squeeze(1)
        return self.out(context)

sentences = [torch.tensor([4, 8, 15]), torch.tensor([16, 23, 42, 7, 9]), torch.tensor([3])]
ids = pad_sequence(sentences, batch_first=True)
lengths = torch.tensor([len(s) for s in sentences])
model = AttnClassifier(100)
print(model(ids, lengths).shape)
