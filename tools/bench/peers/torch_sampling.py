"""Samples in PyTorch: Taylor steps of order 2 from time 0 to time 1."""

import torch
from protocol import serve, settings
from torch_networks import Heads, prepare, version

prepare(settings)
rows, steps = settings["rows"], settings["samplingSteps"]
heads = Heads(settings["hidden"])
source = torch.randn(rows, 2)


@torch.inference_mode()
def sample(x):
    d = torch.full((rows, 1), 1 / steps)
    for step in range(steps):
        velocity, acceleration = heads.both(x, torch.full((rows, 1), step / steps), d)
        x = x + d * velocity + d**2 / 2 * acceleration
    return x.numpy()


def run(count):
    for _ in range(count):
        sample(source)


serve(version(settings), run)
