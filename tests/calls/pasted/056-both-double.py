import numpy as np
import torch
import torch.nn as nn

class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.RNN(1, 12, batch_first=True)

model = Holder().double()
t = np.linspace(0, 6.28, 50)
sine = np.sin(t)[None, :, None]
x = torch.from_numpy(sine)
out, h = model.rnn(x)
print(out.dtype, out.shape)
