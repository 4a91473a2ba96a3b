import { tf } from '@highorder/core';
import type { Node } from '../graph/graph.ts';
import { currentOrigin } from './origin.ts';

const GRADIENT = ' > gradient';

/**
 * Who asks for an operation: the names that hold now. In the reverse pass of a gradient that is whoever asked for the
 * operation that is differentiated, such as `loss/matching > head/mlp > gradient`, as far as the inputs tell.
 */
export function recordedOrigin(makers: readonly (Node | undefined)[]): string {
  const own = currentOrigin();
  if (!inReversePass()) return own;
  const [inherited = ''] = makers.map((node) => node?.origin ?? '').toSorted(longestFirst);
  if (inherited === '' || inherited === own) return own;
  return inherited.endsWith(GRADIENT) ? inherited : `${inherited}${GRADIENT}`;
}

/** The tensor library runs the reverse pass in a scope of this name. */
function inReversePass(): boolean {
  return tf.engine().state.scopeStack.some(({ name }) => name === 'backward');
}

/** The longer one is the more precise. */
function longestFirst(one: string, other: string): number {
  return plain(other).length - plain(one).length;
}

const plain = (origin: string): string =>
  origin.endsWith(GRADIENT) ? origin.slice(0, -GRADIENT.length) : origin;
