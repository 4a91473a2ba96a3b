import type { ElementType, Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';

/** From the narrowest: a tensor of each can hold all values of those before it. */
const widths: readonly ElementType[] = ['bool', 'int32', 'float32'];

/** Two values, the narrower type converted to the wider. */
export function sameType(graph: GraphOperations, one: Value, other: Value): readonly [Value, Value] {
  const wider = widths.indexOf(one.type) > widths.indexOf(other.type) ? one.type : other.type;
  return [graph.cast(one, wider), graph.cast(other, wider)];
}
