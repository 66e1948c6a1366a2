import torch
import torch.nn as nn

class VideoNet(nn.Module):
    def __init__(self, num_classes=10, hidden=128):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, kernel_size=3, stride=2, padding=1),
            nn.BatchNorm2d(16),
            nn.ReLU(inplace=True),
            nn.Conv2d(16, 32, 3, 2, 1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d((4, 4)),
        )
        self.lstm = nn.LSTM(input_size=32, hidden_size=hidden, num_layers=1, batch_first=True)
        self.fc = nn.Linear(hidden, num_classes)

    def forward(self, video):
        b, t, c, h, w = video.shape
        feat = self.cnn(video.view(b * t, c, h, w))     # (b*t, 32, 4, 4)
        feat = feat.flatten(1)
        feat = feat.view(b, t, -1)
        out, (h_n, c_n) = self.lstm(feat)
        return self.fc(h_n[-1])

model = VideoNet()
clip = torch.randn(2, 16, 3, 64, 64)
print(model(clip).shape)
