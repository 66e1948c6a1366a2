import torch
import torch.nn as nn


class Sensor(nn.Module):
    def __init__(self, channels=9, width=32, depth=1):
        super().__init__()
        self.width, self.depth = width, depth
        self.lstm = nn.LSTM(channels, width, depth, batch_first=True)
        self.fc = nn.Linear(width, 6)

    def forward(self, x, state=None):
        if x.dim() == 2:
            x = x.unsqueeze(0)        # one recording only -> batch of one
        if state is None:
            state = (x.new_zeros(self.depth, x.shape[0], self.width),
                     x.new_zeros(self.depth, x.shape[0], self.width))
        y, state = self.lstm(x, state)
        return self.fc(y[:, -1]), state


if __name__ == '__main__':
    model = Sensor()
    logits, (h, c) = model(torch.randn(128, 9))
    print(logits.shape)
