"""One training step (M1 + M2, Adam) in JAX, by `jit` with one call a step, or all steps in one `fori_loop`."""

import jax
from protocol import serve, settings
from jax_networks import adam, head_parameters, matching, random_columns, runner, start, version

batch = random_columns(settings["rows"], (2, 1, 1, 2, 2))


def update(state):
    return adam(state, jax.grad(matching)(state[0], *batch))


serve(version(), runner(update, start(head_parameters(settings["hidden"])), settings["variant"]))
