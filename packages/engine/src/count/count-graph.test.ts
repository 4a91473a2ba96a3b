import { describe, expect, test } from 'vitest';
import type { ElementType, Graph, Node, Value } from '../graph/graph.ts';
import type { Operation } from '../graph/operation.ts';
import { countGraph } from './count-graph.ts';
import { countNode } from './count-node.ts';

let next = 0;

function value(shape: readonly number[], type: ElementType = 'float32'): Value {
  return { id: next++, shape, type };
}

function node(operation: Operation, inputs: readonly Value[], output: Value, origin = ''): Node {
  return { operation, inputs, outputs: [output], origin };
}

function cost(operation: Operation, inputs: readonly (readonly number[])[], output: readonly number[]) {
  return countNode(
    node(
      operation,
      inputs.map((shape) => value(shape)),
      value(output),
    ),
  );
}

describe('one operation', () => {
  test('a product of [m, k] and [k, n] costs 2 m k n, transposed or batched', () => {
    const product = (transposeLeft: boolean, transposeRight: boolean) =>
      ({ kind: 'matMul', transposeLeft, transposeRight }) as const;
    expect(
      cost(
        product(false, false),
        [
          [3, 5],
          [5, 7],
        ],
        [3, 7],
      ).matrixProducts,
    ).toBe(210);
    expect(
      cost(
        product(true, false),
        [
          [5, 3],
          [5, 7],
        ],
        [3, 7],
      ).matrixProducts,
    ).toBe(210);
    expect(
      cost(
        product(true, true),
        [
          [5, 3],
          [7, 5],
        ],
        [3, 7],
      ).matrixProducts,
    ).toBe(210);
    expect(
      cost(
        product(false, false),
        [
          [1, 3, 5],
          [4, 5, 7],
        ],
        [4, 3, 7],
      ).matrixProducts,
    ).toBe(840);
    expect(
      cost(
        product(false, true),
        [
          [4, 3, 5],
          [4, 7, 5],
        ],
        [4, 3, 7],
      ).bytes,
    ).toBe(4 * (60 + 140 + 84));
  });

  test('an affine map adds its bias once a result', () => {
    const operation = { kind: 'affine', transposeLeft: false, transposeRight: false } as const;
    expect(cost(operation, [[3, 5], [5, 7], [7]], [3, 7])).toMatchObject({
      matrixProducts: 210,
      elementwise: 21,
    });
  });

  test('elementwise operations cost 1 a result, and transcendental ones are told apart', () => {
    expect(
      cost(
        { kind: 'binary', name: 'add' },
        [
          [3, 1],
          [1, 4],
        ],
        [3, 4],
      ),
    ).toMatchObject({
      elementwise: 12,
      transcendental: 0,
      bytes: 4 * (3 + 4 + 12),
    });
    expect(cost({ kind: 'unary', name: 'tanh' }, [[3, 4]], [3, 4])).toMatchObject({
      elementwise: 12,
      transcendental: 12,
    });
    expect(cost({ kind: 'unary', name: 'sqrt' }, [[3, 4]], [3, 4])).toMatchObject({
      elementwise: 12,
      transcendental: 0,
    });
  });

  test('a sum of n numbers takes n - 1 additions, a mean one division more', () => {
    const over = (name: 'sum' | 'mean') =>
      ({ kind: 'reduce', name, axes: [1], keepDimensions: false }) as const;
    expect(cost(over('sum'), [[3, 4]], [3]).reductions).toBe(9);
    expect(cost(over('mean'), [[3, 4]], [3]).reductions).toBe(12);
  });

  test('a softmax is a maximum, a difference, an exponential, a sum and a quotient', () => {
    expect(cost({ kind: 'softmax' }, [[3, 4]], [3, 4])).toMatchObject({
      elementwise: 36,
      transcendental: 12,
      reductions: 18,
    });
  });

  test('what only moves numbers is no arithmetic; constants and reshapes move none', () => {
    expect(
      cost(
        { kind: 'concat', axis: 1 },
        [
          [3, 4],
          [3, 1],
        ],
        [3, 5],
      ).flops,
    ).toBe(0);
    expect(
      cost(
        { kind: 'concat', axis: 1 },
        [
          [3, 4],
          [3, 1],
        ],
        [3, 5],
      ).bytes,
    ).toBe(4 * 30);
    expect(cost({ kind: 'reshape' }, [[3, 4]], [12]).bytes).toBe(0);
    expect(cost({ kind: 'constant', values: new Float32Array(2) }, [], [2]).bytes).toBe(0);
  });

  test('a comparison gives a byte an element', () => {
    const compared = node({ kind: 'compare', name: 'less' }, [value([6]), value([6])], value([6], 'bool'));
    expect(countNode(compared).bytes).toBe(24 + 24 + 6);
  });
});

describe('a graph', () => {
  const rows = 800;
  const widths = [4, 100, 100, 2];

  test('a perceptron costs 2 rows (sum of in * out) in products', () => {
    const { total, byOrigin } = countGraph(perceptron());
    expect(total.matrixProducts).toBe(2 * rows * (4 * 100 + 100 * 100 + 100 * 2));
    expect(total.transcendental).toBe(rows * 200);
    expect(total.flops).toBe(total.matrixProducts + total.elementwise);
    expect(total.elementwise).toBe(rows * (200 + 202));
    expect([...byOrigin.keys()]).toEqual(['layer 0', 'layer 1', 'layer 2']);
    expect(byOrigin.get('layer 1')?.matrixProducts).toBe(2 * rows * 100 * 100);
  });

  test('its values need most room at a tanh between the wide layers', () => {
    const { liveBytes, inputBytes, outputBytes } = countGraph(perceptron());
    const parameters = 400 + 100 + 10_000 + 100 + 200 + 2;
    expect(inputBytes).toBe(4 * (rows * 4 + parameters));
    expect(outputBytes).toBe(4 * rows * 2);
    expect(liveBytes).toBe(inputBytes + 4 * rows * 200);
  });

  function perceptron(): Graph {
    const x = value([rows, 4]);
    const inputs = [{ name: 'x', value: x }];
    const nodes: Node[] = [];
    let last = x;
    widths.slice(1).forEach((width, layer) => {
      const weight = value([Number(widths[layer]), width]);
      const bias = value([width]);
      inputs.push({ name: `${layer}.weight`, value: weight }, { name: `${layer}.bias`, value: bias });
      const sum = value([rows, width]);
      const origin = `layer ${layer}`;
      const affine = { kind: 'affine', transposeLeft: false, transposeRight: false } as const;
      nodes.push(node(affine, [last, weight, bias], sum, origin));
      last = sum;
      if (layer === widths.length - 2) return;
      last = value([rows, width]);
      nodes.push(node({ kind: 'unary', name: 'tanh' }, [sum], last, origin));
    });
    return { inputs, nodes, outputs: [{ name: 'y', value: last }] };
  }
});
