import type { Node, Pass, Value } from '../graph/graph.ts';
import type { Operation } from '../graph/operation.ts';
import { rewrite } from './rewrite.ts';

/** Larger constants are not compared. */
const LARGEST_CONSTANT = 4096;

const symmetric: ReadonlySet<string> = new Set([
  'add',
  'and',
  'equal',
  'maximum',
  'minimum',
  'multiply',
  'notEqual',
  'or',
  'squaredDifference',
]);

/** What is computed twice from the same values is computed once. The order of terms and factors does not matter. */
export const commonSubexpressions: Pass = {
  name: 'common subexpressions',
  run(graph) {
    const seen = new Map<string, readonly Value[]>();
    return rewrite(graph, [
      (node) => {
        const key = keyOf(node);
        if (key === undefined) return undefined;
        const known = seen.get(key);
        if (known === undefined) seen.set(key, node.outputs);
        return known;
      },
    ]);
  },
};

/** Nodes of the same key give the same values. */
function keyOf({ operation, inputs, outputs: [output] }: Node): string | undefined {
  if (operation.kind === 'constant' && operation.values.length > LARGEST_CONSTANT) return undefined;
  const ids = inputs.map(({ id }) => id);
  const ordered =
    'name' in operation && symmetric.has(operation.name) ? ids.sort((one, other) => one - other) : ids;
  return `${describe(operation)} ${ordered.join()} ${output?.type} [${output?.shape}]`;
}

function describe(operation: Operation): string {
  if (operation.kind !== 'constant') return JSON.stringify(operation);
  // JSON knows neither -0 nor what is not finite.
  return `constant ${Array.from(operation.values, (value) => (Object.is(value, -0) ? '-0' : value)).join()}`;
}
