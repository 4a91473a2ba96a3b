import {
  type Exemption,
  executorConformance,
  expectNumbers,
  farBelowZero,
  sketch,
} from '@highorder/engine/conformance';
import { expect } from 'vitest';
import { loadOnnxRuntime } from './load-onnxruntime.ts';
import { onnxExecutor } from './onnx-executor.ts';

const exemptions: readonly Exemption[] = [
  {
    from: 'digits of the sigmoid far below 0',
    reason: 'The sigmoid of ONNX Runtime is good to 2e-7, absolute.',
    async instead({ run }) {
      const draw = sketch();
      draw.output('', { sigmoid: draw.graph.unary('sigmoid', draw.given({ numbers: farBelowZero })) });
      const { sigmoid = [] } = await run(draw.done());
      farBelowZero.forEach((x, place) => {
        expect(sigmoid[place]).toBeGreaterThanOrEqual(0);
        expect(Math.abs(Number(sigmoid[place]) - 1 / (1 + Math.exp(-x)))).toBeLessThan(2e-7);
      });
    },
  },
  {
    from: 'angles of infinite points',
    reason: 'ONNX has no atan2, and the quotient of two infinities, of which it is made, is no number.',
    async instead({ run }) {
      const draw = sketch();
      const y = draw.given({ numbers: [Infinity, -Infinity, Infinity, 1, -1] });
      const x = draw.given({ numbers: [Infinity, Infinity, 1, Infinity, -Infinity] });
      draw.output('', { angle: draw.graph.binary('atan2', y, x) });
      const angle = [Number.NaN, Number.NaN, Math.PI / 2, 0, -Math.PI, 0, 0, 0, 0, 0];
      expectNumbers(await run(draw.done()), { angle }, { relative: 1e-6 });
    },
  },
];

executorConformance({
  open: async () => onnxExecutor(await loadOnnxRuntime(), { threads: 1 }),
  exemptions,
});
