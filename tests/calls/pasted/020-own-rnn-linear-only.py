import torch
import torch.nn as nn

class RNN(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super(RNN, self).__init__()
        self.hidden_size = hidden_size
        self.i2h = nn.Linear(input_size + hidden_size, hidden_size)
        self.h2o = nn.Linear(hidden_size, output_size)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, letter, hidden):
        both = torch.cat((letter, hidden), 1)
        hidden = torch.tanh(self.i2h(both))
        return self.softmax(self.h2o(hidden)), hidden

    def initHidden(self):
        return torch.zeros(1, self.hidden_size)

n_letters, n_hidden, n_languages = 57, 128, 18
rnn = RNN(n_letters, n_hidden, n_languages)

letter = torch.zeros(1, n_letters)
letter[0][0] = 1
output, next_hidden = rnn(letter, rnn.initHidden())
print(output.shape)
