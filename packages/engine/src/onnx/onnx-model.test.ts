import { fromBinary } from '@bufbuild/protobuf';
import { type ModelProto, ModelProtoSchema } from 'onnx-buf';
import { describe, expect, test } from 'vitest';
import type { Graph, Value } from '../graph/graph.ts';
import { type OnnxModel, onnxModel } from './onnx-model.ts';

// What the models compute is tested where they run: in the package of the engine that runs them.

const floats = (id: number, shape: readonly number[]): Value => ({ id, shape, type: 'float32' });
const decode = ({ bytes }: OnnxModel): ModelProto => fromBinary(ModelProtoSchema, bytes);

/** tanh(x weight + bias), with `x` as an output too, and the result twice. */
const layer: Graph = (() => {
  const [x, weight, bias] = [floats(0, [4, 3]), floats(1, [3, 2]), floats(2, [2])];
  const [sum, result] = [floats(3, [4, 2]), floats(4, [4, 2])];
  return {
    inputs: [
      { name: 'x', value: x },
      { name: 'weight', value: weight },
    ],
    nodes: [
      {
        operation: { kind: 'constant', values: Float32Array.of(1, 2) },
        inputs: [],
        outputs: [bias],
        origin: '',
      },
      {
        operation: { kind: 'affine', transposeLeft: false, transposeRight: false },
        inputs: [x, weight, bias],
        outputs: [sum],
        origin: 'head/mlp',
      },
      {
        operation: { kind: 'unary', name: 'tanh' },
        inputs: [sum],
        outputs: [result],
        origin: 'head/mlp',
      },
    ],
    outputs: [
      { name: 'result', value: result },
      { name: 'again', value: result },
      { name: 'x', value: x },
      { name: 'bias', value: bias },
    ],
  };
})();

describe('an ONNX model', () => {
  test('says what it is made for', () => {
    const { irVersion, opsetImport, producerName } = decode(onnxModel(layer));
    expect(irVersion).toBe(8n);
    expect(opsetImport.map(({ domain, version }) => `${domain} ${version}`)).toEqual([' 18']);
    expect(producerName).toBe('HighOrder');
  });

  test('has nodes that are named after who asked for them', () => {
    const { graph } = decode(onnxModel(layer));
    expect(graph?.node.map(({ name }) => name)).toEqual([
      'head/mlp:Gemm_0',
      'head/mlp:Tanh_1',
      'Identity_2',
      'Identity_3',
      'Identity_4',
    ]);
  });

  test('keeps the names of inputs and outputs, but for an output that is called as an input', () => {
    const model = onnxModel(layer);
    expect(model.inputs).toEqual(['x', 'weight']);
    expect(model.outputs).toEqual(['result', 'again', 'x:out', 'bias']);
    const { graph } = decode(model);
    expect(graph?.input.map(({ name }) => name)).toEqual(model.inputs);
    expect(graph?.output.map(({ name }) => name)).toEqual(model.outputs);
    // Every name is given once.
    const given = [...model.inputs, ...(graph?.node.flatMap(({ output }) => output) ?? [])];
    expect(new Set(given).size).toBe(given.length);
    expect(given).toEqual(expect.arrayContaining([...model.outputs]));
  });

  test('gives shapes', () => {
    const shapes = decode(onnxModel(layer)).graph?.output.map(({ type }) => {
      const tensor = type?.value.case === 'tensorType' ? type.value.value : undefined;
      return tensor?.shape?.dim.map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : -1));
    });
    expect(shapes).toEqual([[4, 2], [4, 2], [4, 3], [2]]);
  });

  test('holds equal small constants once, and tells apart -0 and 0, [] and [1]', () => {
    const scalars = [
      { value: 0, shape: [] },
      { value: -0, shape: [] },
      { value: 0, shape: [1] },
      { value: 0, shape: [] },
    ];
    const nodes = scalars.map(({ value, shape }, id) => ({
      operation: { kind: 'constant', values: Float32Array.of(value) } as const,
      inputs: [],
      outputs: [floats(id, shape)],
      origin: '',
    }));
    const outputs = nodes.flatMap((node) => node.outputs).map((value) => ({ name: `c${value.id}`, value }));
    const { graph } = decode(onnxModel({ inputs: [], nodes, outputs }));
    expect(graph?.initializer).toHaveLength(3);
    expect(graph?.node.map(({ input }) => input[0])).toEqual([
      'constant_0',
      'constant_1',
      'constant_2',
      'constant_0',
    ]);
  });

  test('is the same bytes for the same graph', () => {
    expect(onnxModel(layer).bytes).toEqual(onnxModel(layer).bytes);
  });

  test('refuses a graph whose nodes are out of order', () => {
    const [first, second, third] = layer.nodes;
    if (!first || !second || !third) throw new Error('The layer has three nodes.');
    expect(() => onnxModel({ ...layer, nodes: [first, third, second] })).toThrow(
      'The nodes of a graph come after those they need.',
    );
  });
});
