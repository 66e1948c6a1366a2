import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence
gru = nn.GRU(8, 16, batch_first=True)
padded = torch.randn(3, 5, 8)
packed = pack_padded_sequence(padded, [5, 4, 2])
out, h = gru(packed)
