import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph-builder.ts';
import { lowerToSavedModel } from './lower-to-saved-model.ts';

/** The fields of a message of a number, as bytes. Numbers that are no messages are passed over. */
function fieldsOf(message: Uint8Array, number: number): readonly Uint8Array[] {
  const reader = new BinaryReader(message);
  const found: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === number && type === WireType.LengthDelimited) found.push(reader.bytes());
    else reader.skip(type);
  }
  return found;
}

function within(message: Uint8Array, ...path: readonly number[]): readonly Uint8Array[] {
  return path.reduce<readonly Uint8Array[]>(
    (messages, number) => messages.flatMap((each) => fieldsOf(each, number)),
    [message],
  );
}

function texts(messages: readonly Uint8Array[]): readonly string[] {
  return messages.map((each) => new TextDecoder().decode(each));
}

/** tanh(left right + bias), in halves; the input again; and a number. */
function example() {
  const { input, operations, build } = graphBuilder();
  const left = input('points/x', { shape: [4, 3], type: 'float32' });
  const right = input('weight', { shape: [3, 2], type: 'float32' });
  const bias = input('bias', { shape: [2], type: 'float32' });
  const attributes = { transposeLeft: false, transposeRight: false };
  const sum = operations.affine(left, right, bias, attributes);
  const halves = operations.split(operations.unary('tanh', sum), 1, [1, 1]);
  return build([
    ...halves.map((value, index) => ({ name: `half ${index}`, value })),
    { name: 'same', value: right },
    { name: 'number', value: operations.scalar(2.5) },
  ]);
}

test('a graph becomes one function whose nodes name only what was made before', () => {
  const { bytes, inputs, outputs } = lowerToSavedModel(example());
  expect(inputs.map(({ name }) => name)).toEqual(['points/x', 'weight', 'bias']);
  expect(outputs.map(({ name }) => name)).toEqual(['half 0', 'half 1', 'same', 'number']);
  // SavedModel, MetaGraphDef, GraphDef, its library, the function, and its nodes.
  const [definition = new Uint8Array()] = within(bytes, 2, 2, 2, 1);
  const nodes = within(definition, 3);
  const made = new Set(texts(within(definition, 1, 2, 1)));
  expect(made).toEqual(new Set(inputs.map(({ modelName }) => modelName)));
  for (const node of nodes) {
    for (const input of texts(within(node, 3))) expect(made).toContain(input.split(':')[0]);
    made.add(texts(within(node, 1)).join());
  }
  const operations = texts(nodes.flatMap((node) => within(node, 2)));
  expect(operations).toEqual(['MatMul', 'AddV2', 'Tanh', 'Const', 'Const', 'SplitV', 'Const']);
  // What the function gives: names of outputs, and of what was made.
  expect(texts(within(definition, 4, 1))).toEqual(outputs.map(({ modelName }) => modelName));
  expect(texts(within(definition, 4, 2))).toEqual(['n5:output:0', 'n5:output:1', 'i1', 'n6:output:0']);
});

test('the call and the function ask for XLA, and the signature says names, types and shapes', () => {
  const { bytes, inputs, outputs } = lowerToSavedModel(example());
  const graph = within(bytes, 2, 2);
  const call = graph.flatMap((each) => within(each, 1)).at(-1) ?? new Uint8Array();
  expect(texts(within(call, 2))).toEqual(['StatefulPartitionedCall']);
  expect(texts(within(call, 5, 1))).toContain('_XlaMustCompile');
  expect(texts(within(bytes, 2, 2, 2, 1, 5, 1))).toEqual(['_XlaMustCompile']);
  const signature = within(bytes, 2, 5, 2);
  expect(texts(within(bytes, 2, 5, 1))).toEqual(['serving_default']);
  const named = (field: number) => texts(signature.flatMap((each) => within(each, field, 1)));
  expect(named(1)).toEqual(inputs.map(({ modelName }) => modelName));
  expect(named(2)).toEqual(outputs.map(({ modelName }) => modelName));
  // Each tensor has a message of its shape, a scalar an empty one.
  const ranks = signature.flatMap((each) => within(each, 2, 2, 3)).map((shape) => within(shape, 2).length);
  expect(ranks).toEqual([2, 2, 2, 0]);
});
