"""One training step (M1, Adam) of a Transformer head in JAX: the net of src/transformer/head.ts."""

import jax
import jax.numpy as jnp
from protocol import serve, settings
from jax_networks import adam, mlp_parameters, random_columns, runner, squared_error, start, version

rows, width, blocks, attention_heads = (settings[name] for name in ("rows", "width", "blocks", "heads"))
TOKENS = 4  # x_1, x_2, t, d


def dense_parameters(key, inputs, outputs):
    return mlp_parameters(key, [inputs, outputs])[0]


def norm_parameters():
    return jnp.ones(width), jnp.zeros(width)


def block_parameters(key):
    keys = jax.random.split(key, 4)
    shapes = {
        "qkv": (width, 3 * width),
        "join": (width, width),
        "widen": (width, 4 * width),
        "narrow": (4 * width, width),
    }
    layers = {name: dense_parameters(one, *shape) for one, (name, shape) in zip(keys, shapes.items())}
    return {"norm1": norm_parameters(), "norm2": norm_parameters(), **layers}


def parameters_of(key):
    scale, place, read, *rest = jax.random.split(key, 3 + blocks)
    return {
        "scale": jax.random.normal(scale, (TOKENS, width)),
        "place": jax.random.normal(place, (TOKENS, width)),
        "blocks": [block_parameters(one) for one in rest],
        "norm": norm_parameters(),
        "read": dense_parameters(read, TOKENS * width, 2),
    }


def dense(layer, value):
    return value @ layer[0] + layer[1]


def norm(layer, value):
    centered = value - value.mean(-1, keepdims=True)
    return centered / jnp.sqrt(jnp.square(centered).mean(-1, keepdims=True) + 1e-5) * layer[0] + layer[1]


def attention(block, tokens):
    parts = dense(block["qkv"], tokens).reshape(rows, TOKENS, 3, attention_heads, -1).transpose(2, 0, 3, 1, 4)
    query, key, value = parts
    weights = jax.nn.softmax(query @ key.swapaxes(2, 3) / query.shape[-1] ** 0.5)
    return dense(block["join"], (weights @ value).swapaxes(1, 2).reshape(rows, TOKENS, width))


def predict(parameters, x, t, d):
    tokens = jnp.concatenate([x, t, d], 1)[:, :, None] * parameters["scale"] + parameters["place"]
    for block in parameters["blocks"]:
        tokens = tokens + attention(block, norm(block["norm1"], tokens))
        wide = jax.nn.gelu(dense(block["widen"], norm(block["norm2"], tokens)), approximate=False)
        tokens = tokens + dense(block["narrow"], wide)
    return dense(parameters["read"], norm(parameters["norm"], tokens).reshape(rows, -1))


*inputs, target = random_columns(rows, (2, 1, 1, 2))


def loss(parameters):
    return squared_error(predict(parameters, *inputs), target)


def update(state):
    return adam(state, jax.grad(loss)(state[0]), rate=3e-4)


serve(version(), runner(update, start(parameters_of(jax.random.key(0))), settings["variant"]))
