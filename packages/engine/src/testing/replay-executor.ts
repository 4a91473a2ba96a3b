import { required, type Tensor, tf } from '@highorder/core';
import { replay } from '../replay/replay.ts';
import type { GraphExecutor } from '../compile/executor.ts';

/** An executor on plain JavaScript, and what it did. For tests. */
export interface ReplayExecutor extends GraphExecutor<Tensor> {
  readonly graphs: number;
  readonly held: number;
}

/** Runs graphs operation by operation, and counts what is asked of it. */
export function replayExecutor(): ReplayExecutor {
  let [graphs, held] = [0, 0];
  const keep = (tensor: Tensor): Tensor => {
    held += 1;
    return tf.keep(tensor);
  };
  return {
    get graphs() {
      return graphs;
    },
    get held() {
      return held;
    },
    async prepare(graph) {
      graphs += 1;
      return {
        async run(inputs) {
          const given = Object.fromEntries(
            graph.inputs.map(({ name }, index) => [name, required(inputs[index], name)]),
          );
          const outputs = tf.tidy(() => ({ ...replay(graph, given) }));
          return graph.outputs.map(({ name }) => keep(required(outputs[name], name)));
        },
      };
    },
    upload: (values, shape) => keep(tf.tensor(values.slice(), [...shape], 'float32')),
    read: (tensor) => Float32Array.from(tensor.dataSync()),
    release(tensor) {
      held -= 1;
      tensor.dispose();
    },
  };
}
