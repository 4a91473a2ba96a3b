"""The heads of orders 1 and 2 in JAX, as head/mlp has them, and Adam."""

import jax
import jax.numpy as jnp

GAIN = 5  # of order 2
WEIGHT = (1 / 16 / 2) ** 2  # of M2


def mlp_parameters(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        (jax.random.normal(one, (inputs, outputs)) / inputs**0.5, jnp.zeros(outputs))
        for one, inputs, outputs in zip(keys, widths, widths[1:])
    ]


def head_parameters(hidden):
    first, second = jax.random.split(jax.random.key(0))
    return [mlp_parameters(first, [4, hidden, hidden, 2]), mlp_parameters(second, [6, hidden, hidden, 2])]


def mlp(layers, value):
    for weight, bias in layers[:-1]:
        value = jnp.tanh(value @ weight + bias)
    weight, bias = layers[-1]
    return value @ weight + bias


def both(parameters, x, t, d):
    velocity = mlp(parameters[0], jnp.concatenate([x, t, d], 1))
    seen = jax.lax.stop_gradient(velocity)
    return velocity, GAIN * mlp(parameters[1], jnp.concatenate([x, t, d, seen], 1))


def squared_error(predicted, target):
    return jnp.square(predicted - target).sum(1).mean()


def matching(parameters, x, t, d, velocity, acceleration):
    """M1 + M2."""
    first, second = both(parameters, x, t, d)
    return squared_error(first, velocity) + WEIGHT * squared_error(second, acceleration)


def start(parameters):
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    return parameters, zeros, jax.tree.map(jnp.zeros_like, parameters), jnp.float32(0)


def adam(state, gradient, rate=3e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
    parameters, first, second, step = state
    step = step + 1
    first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, first, gradient)
    second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, second, gradient)
    c1, c2 = 1 - beta1**step, 1 - beta2**step
    parameters = jax.tree.map(
        lambda p, m, v: p - rate * (m / c1) / (jnp.sqrt(v / c2) + epsilon), parameters, first, second
    )
    return parameters, first, second, step


def random_columns(rows, widths):
    keys = jax.random.split(jax.random.key(1), len(widths))
    return [jax.random.uniform(key, (rows, width)) for key, width in zip(keys, widths)]


def runner(update, state, variant):
    """A function of a count: `jit` makes one call a step, `fori_loop` one call for all steps."""
    held = [state]
    if variant == "fori_loop":
        loop = jax.jit(lambda state, count: jax.lax.fori_loop(0, count, lambda _, one: update(one), state))

        def run(count):
            held[0] = jax.block_until_ready(loop(held[0], count))

    else:
        step = jax.jit(update, donate_argnums=0)

        def run(count):
            for _ in range(count):
                held[0] = step(held[0])
            jax.block_until_ready(held[0])

    return run


def version():
    return jax.__version__
