import fc from 'fast-check';
import type { OperationKind } from '../../graph/operation.ts';
import { expectAgreement } from './agreement.ts';
import { axisCases } from './axis-cases.ts';
import type { Bench } from './bench.ts';
import { elementwiseCases } from './elementwise-cases.ts';
import { movementCases } from './movement-cases.ts';
import type { OperationCases } from './operation-case.ts';
import { productCases } from './product-cases.ts';
import { sketch } from './sketch.ts';

const cases: OperationCases<OperationKind> = {
  ...elementwiseCases,
  ...axisCases,
  ...productCases,
  ...movementCases,
};

/** Every kind of operation of a graph. */
export const operationKinds = Object.keys(cases) as readonly OperationKind[];

/**
 * All operations of a kind give the plain backend's results: random shapes, attributes, types and numbers. Those of one
 * run share a graph, since some executors compile each for long.
 */
export async function checkOperation(kind: OperationKind, bench: Bench): Promise<void> {
  const { fragments, closeness } = cases[kind];
  await fc.assert(
    fc.asyncProperty(fragments, fc.nat(), async (fragment, seed) => {
      const draw = sketch(seed);
      draw.output(kind, fragment(draw));
      await expectAgreement(bench, draw.done(), closeness);
    }),
    // To find a smaller example takes many graphs; these are small as they are.
    { numRuns: bench.runs, seed: 4, endOnFailure: true },
  );
}
