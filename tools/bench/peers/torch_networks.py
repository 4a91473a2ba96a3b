"""The heads of orders 1 and 2 in PyTorch, as head/mlp has them."""

import torch
from torch import nn

GAIN = 5  # of order 2
WEIGHT = (1 / 16 / 2) ** 2  # of M2


def mlp(widths):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.Tanh()]
    return nn.Sequential(*layers[:-1])


class Heads(nn.Module):
    """u_1(x, t, d), and u_2(x, t, d, u_1), which sees u_1 as a constant."""

    def __init__(self, hidden):
        super().__init__()
        self.first = mlp([4, hidden, hidden, 2])
        self.second = mlp([6, hidden, hidden, 2])

    def velocity(self, x, t, d):
        return self.first(torch.cat([x, t, d], 1))

    def both(self, x, t, d):
        velocity = self.velocity(x, t, d)
        acceleration = GAIN * self.second(torch.cat([x, t, d, velocity.detach()], 1))
        return velocity, acceleration


def squared_error(predicted, target):
    return (predicted - target).square().sum(1).mean()


def matching(heads, x, t, d, velocity, acceleration):
    """M1 + M2."""
    first, second = heads.both(x, t, d)
    return squared_error(first, velocity) + WEIGHT * squared_error(second, acceleration)


def prepare(settings):
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(0)


def version(settings):
    threads = torch.get_num_threads()
    return f"{torch.__version__}, {threads} thread{'' if threads == 1 else 's'}"
