import torch
import torch.nn as nn
import torch.nn.functional as F

word_to_ix = {"the": 0, "cat": 1, "sees": 2, "a": 3, "bird": 4}
tag_to_ix = {"DET": 0, "NN": 1, "V": 2}

class Tagger(nn.Module):
    def __init__(self, dim, hid, n_words, n_tags):
        super(Tagger, self).__init__()
        self.hid = hid
        self.emb = nn.Embedding(n_words, dim)
        self.lstm = nn.LSTM(dim, hid)
        self.hid2tag = nn.Linear(hid, n_tags)
        self.hidden = (torch.zeros(1, 1, hid), torch.zeros(1, 1, hid))

    def forward(self, sent):
        e = self.emb(sent)
        y, self.hidden = self.lstm(e.view(len(sent), 1, -1), self.hidden)
        return F.log_softmax(self.hid2tag(y.view(len(sent), -1)), dim=1)

tagger = Tagger(6, 6, len(word_to_ix), len(tag_to_ix))
sentence = torch.tensor([word_to_ix[w] for w in "the cat sees a bird".split()], dtype=torch.long)
print(tagger(sentence))
