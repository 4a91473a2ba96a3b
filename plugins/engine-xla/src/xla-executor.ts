import { type Tensor, required, tf } from '@highorder/core';
import {
  type Graph,
  type GraphExecutor,
  lowerToSavedModel,
  selectBackend,
  thinProducts,
} from '@highorder/engine';
import { loadModel } from './load-model.ts';

/** Runs graphs as functions of TensorFlow. Arrays are tensors of the `tensorflow` backend and stay on its side. */
export function xlaExecutor(exports: Readonly<Record<string, unknown>>): GraphExecutor<Tensor> {
  return {
    prepare: (graph) => prepare(exports, graph),
    upload(values, shape) {
      selectBackend('tensorflow');
      // The backend keeps the array it is given, so it is given one of its own.
      return tf.keep(tf.tensor(values.slice(), [...shape], 'float32'));
    },
    read: (held) => Float32Array.from(held.dataSync()),
    release: (held) => held.dispose(),
  };
}

async function prepare(exports: Readonly<Record<string, unknown>>, graph: Graph) {
  const { bytes, inputs, outputs } = lowerToSavedModel(thinProducts.run(graph));
  const model = await loadModel(exports, bytes);
  return {
    async run(given: ReadonlyMap<string, Tensor>): Promise<ReadonlyMap<string, Tensor>> {
      const tensors = inputs.map(({ name, modelName }) => [
        modelName,
        required(given.get(name), `The graph was not given its input "${name}".`),
      ]);
      selectBackend('tensorflow');
      const results = model.predict(Object.fromEntries(tensors));
      return new Map(
        outputs.map(({ name, modelName }) => [
          name,
          tf.keep(required(results[modelName], `TensorFlow did not give the output "${name}".`)),
        ]),
      );
    },
  };
}
