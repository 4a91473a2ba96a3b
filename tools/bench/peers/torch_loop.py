"""The whole training loop of problems/eight-modes with methods/homo-2-paper in PyTorch: batches drawn, M1 + M2 + SC."""

import math

import torch
from protocol import serve, settings
from torch_networks import Heads, matching, prepare, squared_error, version

FINEST = 128
DEVIATION = math.sqrt(0.3)
SCALE = 7.2  # of both sides together, as `standardize` finds it

prepare(settings)
rows = settings["rows"]
bootstrap = rows // 4
heads = Heads(settings["hidden"])
optimizer = torch.optim.Adam(heads.parameters(), lr=3e-3)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 1_000_000)


def ring(radius, rotation):
    angles = rotation + 2 * math.pi * torch.arange(8) / 8
    return radius * torch.stack([angles.cos(), angles.sin()], 1)


source, target = ring(6, 0), ring(13, math.pi / 8)


def draw(means, count):
    return (means[torch.randint(8, (count,))] + DEVIATION * torch.randn(count, 2)) / SCALE


def matching_loss(x0, x1):
    t = torch.rand(len(x0), 1)
    velocity = x1 - x0
    return matching(heads, x0 + t * velocity, t, torch.zeros_like(t), velocity, torch.zeros_like(x0))


def ladder(count):
    """Steps that are powers of two, with times on their grid."""
    steps = 2.0 ** torch.randint(int(math.log2(FINEST)) + 1, (count, 1))
    return (torch.rand(count, 1) * steps).floor() / steps, 1 / steps


def consistency_loss(x0, x1):
    t, d = ladder(len(x0))
    x = x0 + t * (x1 - x0)
    half = d / 2
    seen = torch.where(half < 1 / FINEST, 0.0, half)
    with torch.no_grad():
        first, acceleration = heads.both(x, t, seen)
        second = heads.velocity(x + half * first + half**2 / 2 * acceleration, t + half, seen)
        wanted = (first + second) / 2
    return squared_error(heads.velocity(x, t, d), wanted)


def run(count):
    for _ in range(count):
        x0, x1 = draw(source, rows), draw(target, rows)
        optimizer.zero_grad()
        part = rows - bootstrap
        loss = matching_loss(x0[:part], x1[:part]) + consistency_loss(x0[part:], x1[part:])
        loss.backward()
        optimizer.step()
        schedule.step()
        loss.item()  # what a progress bar or a log reads


serve(version(settings), run)
