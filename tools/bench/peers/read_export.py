"""Reads an export as a stranger would: the sampler by ONNX Runtime, the parameters into NumPy and torch.nn modules.

Given {"folder": ..., "source": [[x, y], ...]} it prints the samples that each gives; torch only where it is installed.
The networks are those of head/mlp without preconditioning.
"""

import json
import math
import sys
from pathlib import Path

import numpy
import onnxruntime
from safetensors.numpy import load_file

try:
    import read_export_torch as modules
except ModuleNotFoundError as missing:
    if missing.name != "torch":
        raise
    modules = None

request = json.loads(sys.argv[1])
folder = Path(request["folder"])
about = json.loads((folder / "export.json").read_text())
source = numpy.array(request["source"], dtype="float32")
parameters = load_file(folder / about["parameters"]["file"])
GAIN = 5  # of each order over the one below


def layers_of(head):
    """The layers `heads.<index>.layers.<layer>.weight` and `.bias` of a head, as they stand in the file."""
    count = sum(name.startswith(f"heads.{head}.") and name.endswith("weight") for name in parameters)
    return [tuple(parameters[f"heads.{head}.layers.{layer}.{part}"] for part in ("weight", "bias")) for layer in range(count)]


def by_numpy(head, value):
    *hidden, (weight, bias) = layers_of(head)
    for inner_weight, inner_bias in hidden:
        value = numpy.tanh(value @ inner_weight.T + inner_bias)
    return value @ weight.T + bias


def sample(network):
    """Taylor steps of the flow whose heads are `network(index, seen)`, before their gains."""
    center, scale = numpy.array(about["units"]["center"], "float32"), about["units"]["scale"]
    x = (source - center) / scale
    for start, end in zip(about["sampler"]["times"], about["sampler"]["times"][1:]):
        t, d = (numpy.full((len(x), 1), value, "float32") for value in (start, end - start))
        outputs = []
        for index, head in enumerate(about["heads"]):
            seen = {"x": [x], "t": [t], "d": [d], "lower": list(outputs)}
            outputs.append(network(index, numpy.concatenate(sum((seen[name] for name in head["sees"]), []), 1)))
        x = x + sum((end - start) ** k / math.factorial(k) * GAIN ** (k - 1) * u for k, u in enumerate(outputs, 1))
    return (x * scale + center).tolist()


session = onnxruntime.InferenceSession(folder / about["sampler"]["file"], providers=["CPUExecutionProvider"])
[by_onnx] = session.run([about["sampler"]["output"]["name"]], {about["sampler"]["input"]["name"]: source})
samples = {"onnx": by_onnx.tolist(), "numpy": sample(by_numpy)}
if modules is not None:
    samples["torch"] = sample(modules.network(folder / about["parameters"]["file"]))
print(json.dumps({"inputs": [[one.name, one.shape] for one in session.get_inputs()], "samples": samples}))
