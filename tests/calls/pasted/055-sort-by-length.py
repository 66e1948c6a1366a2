import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

x = torch.randn(5, 12, 10)                 # 5 sentences, padded to 12 words
lengths = torch.tensor([3, 12, 7, 1, 9])

# keep the three longest, longest first
order = [1, 4, 2]
x = x[order]
lengths = lengths[order]

lstm = nn.LSTM(10, 15, 2, batch_first=True)
h0 = torch.zeros(2, 3, 15)
c0 = torch.zeros(2, 3, 15)
packed = pack_padded_sequence(x, lengths, batch_first=True)
out, (hn, cn) = lstm(packed, (h0, c0))
out, out_len = pad_packed_sequence(out, batch_first=True)
print(out.shape)       # torch.Size([3, 12, 15])
