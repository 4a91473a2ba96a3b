"""Reads an export as a stranger would: the sampler by ONNX Runtime, and the parameters into torch.nn modules.

Given {"folder": ..., "source": [[x, y], ...]} it prints the samples that each gives. The modules are those of head/mlp
without preconditioning.
"""

import json
import math
import sys
from pathlib import Path

import numpy
import onnxruntime
import torch
from safetensors.torch import load_file
from torch import nn

request = json.loads(sys.argv[1])
folder = Path(request["folder"])
about = json.loads((folder / "export.json").read_text())
source = numpy.array(request["source"], dtype="float32")


class Head(nn.Module):
    def __init__(self, layers, order):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(inputs, outputs) for outputs, inputs in layers)
        self.gain = 5 ** (order - 1)

    def forward(self, value):
        for layer in self.layers[:-1]:
            value = torch.tanh(layer(value))
        return self.gain * self.layers[-1](value)


class Flow(nn.Module):
    """Loads `heads.<index>.layers.<index>.weight` as they stand in the file."""

    def __init__(self, state):
        super().__init__()
        shapes = [list(state[name].shape) for name in state if name.endswith("weight")]
        widths = {name.split(".")[1]: [] for name in state}
        for name, shape in zip((name for name in state if name.endswith("weight")), shapes):
            widths[name.split(".")[1]].append((int(name.split(".")[3]), shape))
        self.heads = nn.ModuleList(
            Head([shape for _, shape in sorted(widths[str(index)])], index + 1) for index in range(len(widths))
        )
        self.load_state_dict(state)

    def forward(self, x, t, d):
        outputs = []
        for head, described in zip(self.heads, about["heads"]):
            lower = [output / 5**place for place, output in enumerate(outputs)]
            seen = {"x": [x], "t": [t], "d": [d], "lower": lower}
            outputs.append(head(torch.cat(sum((seen[name] for name in described["sees"]), []), 1)))
        return outputs


@torch.inference_mode()
def by_torch():
    flow = Flow(load_file(folder / about["parameters"]["file"]))
    center, scale = torch.tensor(about["units"]["center"]), about["units"]["scale"]
    x = (torch.from_numpy(source) - center) / scale
    times = about["sampler"]["times"]
    for start, end in zip(times, times[1:]):
        t, d = torch.full((len(x), 1), start), torch.full((len(x), 1), end - start)
        x = x + sum(d**k / math.factorial(k) * output for k, output in enumerate(flow(x, t, d), 1))
    return x * scale + center


session = onnxruntime.InferenceSession(folder / about["sampler"]["file"], providers=["CPUExecutionProvider"])
[by_onnx] = session.run([about["sampler"]["output"]["name"]], {about["sampler"]["input"]["name"]: source})
inputs = [[one.name, one.shape] for one in session.get_inputs()]
print(json.dumps({"inputs": inputs, "onnx": by_onnx.tolist(), "torch": by_torch().tolist()}))
