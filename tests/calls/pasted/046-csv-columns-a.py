import pandas_stub as pd
import torch
import torch.nn as nn
df = pd.frame(500, 7)
values = torch.tensor(df.values, dtype=torch.float32)     # (rows, columns)

class Forecast(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(input_size=7, hidden_size=64, batch_first=True)
        self.fc = nn.Linear(64, 1)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.fc(out[:, -1, :])

window = values[:24].unsqueeze(0)
print(Forecast()(window))
