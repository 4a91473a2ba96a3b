"""One training step (M1 + M2, Adam) in PyTorch, eager or compiled."""

import torch
from protocol import serve, settings
from torch_networks import Heads, matching, prepare, version

prepare(settings)
rows = settings["rows"]
compiled = settings["variant"] == "compiled"
heads = Heads(settings["hidden"])
optimizer = torch.optim.Adam(heads.parameters(), lr=3e-3)
batch = [torch.rand(rows, width) for width in (2, 1, 1, 2, 2)]


def loss_of(*columns):
    return matching(heads, *columns)


loss = torch.compile(loss_of) if compiled else loss_of
update = torch.compile(optimizer.step) if compiled else optimizer.step


def run(count):
    for _ in range(count):
        optimizer.zero_grad()
        loss(*batch).backward()
        update()


serve(version(settings), run)
