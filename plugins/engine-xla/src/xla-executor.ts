import { HighOrderError, type Tensor, required, tf } from '@highorder/core';
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
    async run(given: readonly Tensor[]): Promise<readonly Tensor[]> {
      const tensors: Record<string, Tensor> = {};
      inputs.forEach(({ modelName }, index) => {
        tensors[modelName] = required(given[index], 'A graph is given all its inputs.');
      });
      selectBackend('tensorflow');
      const results = model.predict(tensors);
      return outputs.map(({ name, modelName }) => {
        const result = results[modelName];
        if (result === undefined) throw missingOutput(name);
        return tf.keep(result);
      });
    },
  };
}

function missingOutput(name: string): HighOrderError {
  return new HighOrderError({ message: `TensorFlow did not give the output "${name}".` });
}
