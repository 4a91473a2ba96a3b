"""One training step (M1, Adam) of a Transformer head in PyTorch, eager or compiled: the net of src/transformer/head.ts."""

import torch
from protocol import serve, settings
from torch import nn
from torch.nn import functional
from torch_networks import prepare, squared_error, version

prepare(settings)
rows, width, blocks, attention_heads = (settings[name] for name in ("rows", "width", "blocks", "heads"))
compiled = settings["variant"] == "compiled"
TOKENS = 4  # x_1, x_2, t, d


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.join = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, tokens):
        parts = self.qkv(self.norm1(tokens)).view(rows, TOKENS, 3, attention_heads, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(*parts)
        tokens = tokens + self.join(seen.transpose(1, 2).reshape(rows, TOKENS, width))
        return tokens + self.narrow(functional.gelu(self.widen(self.norm2(tokens))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.randn(TOKENS, width))
        self.place = nn.Parameter(torch.randn(TOKENS, width))
        self.blocks = nn.Sequential(*(Block() for _ in range(blocks)))
        self.norm = nn.LayerNorm(width)
        self.read = nn.Linear(TOKENS * width, 2)

    def forward(self, x, t, d):
        tokens = torch.cat([x, t, d], 1).unsqueeze(2) * self.scale + self.place
        return self.read(self.norm(self.blocks(tokens)).reshape(rows, -1))


net = Transformer()
optimizer = torch.optim.Adam(net.parameters(), lr=3e-4)
x, t, d, target = (torch.rand(rows, width) for width in (2, 1, 1, 2))


def loss_of():
    return squared_error(net(x, t, d), target)


loss = torch.compile(loss_of) if compiled else loss_of
update = torch.compile(optimizer.step) if compiled else optimizer.step


def run(count):
    for _ in range(count):
        optimizer.zero_grad()
        loss().backward()
        update()


serve(version(settings), run)
