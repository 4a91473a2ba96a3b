import {
  createFlow,
  identityClock,
  type OrderHead,
  type Parameters,
  required,
  sizeOf,
  tf,
} from '@highorder/core';
import { lineDerivatives, namedParameters, parameterLayout, recordHeads } from '@highorder/engine';
import residualPlugins from '@highorder/head-residual-mlp';
import transformerPlugins from '@highorder/head-transformer';
import { beforeAll, expect, test } from 'vitest';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

/** sin(12.9 (i + 1)^2 + the number of the parameter) / 2 at place i; a norm's scale has 1 more. */
function knownParameters(head: OrderHead): Parameters {
  const entries = head.parameters(2).map(({ name, shape }, number) => {
    const values = Float32Array.from(
      { length: sizeOf(shape) },
      (_, i) => Math.sin(12.9 * (i + 1) ** 2 + number) / 2 + (name.endsWith('scale') ? 1 : 0),
    );
    return [name, tf.tensor(values, [...shape])];
  });
  return Object.fromEntries(entries);
}

/**
 * Value and derivatives at s = 0 of u(x + s v, t + s, d - s), of two rows, by Flax 0.12.8 and nested `jax.jvp` in float64 on the same
 * numbers: attention, layer norms, gelu and Fourier features; residual blocks with norms and silu.
 */
const known = [
  {
    name: 'Transformer',
    head: required(transformerPlugins[0], 'The plugin is missing.').make({
      order: 1,
      width: 8,
      blocks: 1,
      attentionHeads: 2,
      widening: 2,
      fourier: 1,
    }),
    derivatives: [
      [-2.7125235235, 2.9639846544, -0.4374048851, -0.7146282168],
      [7.3002238495, -6.5873463431, 5.4725335958, -9.7493937911],
      [131.2865315697, -59.3876512005, 48.5991202472, -168.2758316517],
      [2228.1536621888, -986.5114325963, -4393.9550648536, 2467.6187410893],
    ],
  },
  {
    name: 'residual perceptron',
    head: required(residualPlugins[0], 'The plugin is missing.').make({
      order: 1,
      width: 8,
      blocks: 2,
      layerNorm: true,
      activation: 'silu',
    }),
    derivatives: [
      [0.6180217436, -0.0993323743, 0.5644003579, -0.0045157965],
      [-0.3634366079, 0.4156458879, -0.3356782368, 0.248042778],
      [2.3257186474, -1.3526046139, 0.0059020035, -0.1445870621],
      [-3.2073714328, -0.5611429059, -0.0195080721, 0.6878382651],
    ],
  },
];

test.each(known)('the derivatives of a $name along a line are those of JAX', ({ head, derivatives }) => {
  const layout = parameterLayout([head], 2);
  const view = { clock: identityClock, view: (x: tf.Tensor2D) => x };
  const graph = recordHeads({
    dimension: 2,
    layout,
    rows: 2,
    flow: ([parameters = {}]) => createFlow({ dimension: 2, heads: [{ head, parameters }], view }),
  });
  const at = {
    x: tf.tensor2d([
      [0.3, -0.7],
      [-1.2, 0.4],
    ]),
    t: tf.tensor2d([[0.25], [0.8]]),
    d: tf.tensor2d([[0.5], [0.125]]),
  };
  const direction = tf.tensor2d([
    [0.5, -1],
    [1, 0.2],
  ]);
  const parameters = namedParameters(layout, [knownParameters(head)]);
  const found = lineDerivatives({ graph, parameters, at }, { x: direction, t: 1, d: -1 }, { order: 3 });
  derivatives.forEach((expected, order) => {
    const size = Math.max(...expected.map(Math.abs));
    const values = found[order]?.dataSync() ?? [];
    expected.forEach((value, index) => {
      const error = Math.abs(Number(values[index]) - value) / size;
      expect(error, `order ${order}, number ${index}: ${values[index]}, not ${value}`).toBeLessThan(2e-5);
    });
  });
});
