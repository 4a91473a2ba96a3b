"""Samples in JAX: Taylor steps of order 2 from time 0 to time 1, compiled as one function."""

import jax
import jax.numpy as jnp
from protocol import serve, settings
from jax_networks import both, head_parameters, version

rows, steps = settings["rows"], settings["samplingSteps"]
parameters = head_parameters(settings["hidden"])
source = jax.random.normal(jax.random.key(2), (rows, 2))


@jax.jit
def sample(parameters, x):
    d = jnp.full((rows, 1), 1 / steps)
    for step in range(steps):
        velocity, acceleration = both(parameters, x, jnp.full((rows, 1), step / steps), d)
        x = x + d * velocity + d**2 / 2 * acceleration
    return x


def run(count):
    for _ in range(count):
        sample(parameters, source).block_until_ready()


serve(version(), run)
