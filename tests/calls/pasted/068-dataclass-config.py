from dataclasses import dataclass
from typing import Optional, Tuple

import torch
from torch import Tensor, nn


@dataclass
class Config:
    input_size: int = 12
    hidden_size: int = 48
    num_layers: int = 3
    dropout: float = 0.1
    bidirectional: bool = True


class Encoder(nn.Module):
    def __init__(self, cfg: Config) -> None:
        super().__init__()
        self.cfg = cfg
        self.gru = nn.GRU(
            input_size=cfg.input_size,
            hidden_size=cfg.hidden_size,
            num_layers=cfg.num_layers,
            dropout=cfg.dropout if cfg.num_layers > 1 else 0.0,
            bidirectional=cfg.bidirectional,
            batch_first=True,
        )

    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tuple[Tensor, Tensor]:
        if state is None:
            state = x.new_zeros(self.cfg.num_layers, x.shape[0], self.cfg.hidden_size)
        return self.gru(x, state)


cfg = Config(num_layers=2)
enc = Encoder(cfg)
batch: Tensor = torch.rand(16, 100, cfg.input_size)
out, state = enc(batch)

# RuntimeError: Expected hidden size (4, 16, 48), got [2, 16, 48]   <- where does the 4 come from?
