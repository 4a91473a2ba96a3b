"""Puts the parameters of an export into torch.nn modules, by the names that they have in the file."""

import torch
from safetensors.torch import load_file
from torch import nn


class Head(nn.Module):
    def __init__(self, shapes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(inputs, outputs) for outputs, inputs in shapes)

    def forward(self, value):
        for layer in self.layers[:-1]:
            value = torch.tanh(layer(value))
        return self.layers[-1](value)


class Flow(nn.Module):
    """Loads `heads.<index>.layers.<layer>.weight` and `.bias` strictly: no name may be missing or left over."""

    def __init__(self, state):
        super().__init__()
        weights = {name: list(value.shape) for name, value in state.items() if name.endswith("weight")}
        heads = sorted({int(name.split(".")[1]) for name in weights})
        self.heads = nn.ModuleList(Head(shapes_of(weights, head)) for head in heads)
        self.load_state_dict(state)


def shapes_of(weights, head):
    layers = {int(name.split(".")[3]): shape for name, shape in weights.items() if int(name.split(".")[1]) == head}
    return [layers[layer] for layer in sorted(layers)]


def network(path):
    flow = Flow(load_file(path))

    @torch.inference_mode()
    def evaluate(head, seen):
        return flow.heads[head](torch.from_numpy(seen)).numpy()

    return evaluate
