import { type Exemption, executorConformance, expectNumbers, sketch } from '@highorder/engine/conformance';
import { loadTensorflow } from './load-tensorflow.ts';
import { whenXlaIsThere } from './testing/when-xla-is-there.ts';
import { xlaExecutor } from './xla-executor.ts';

const exemptions: readonly Exemption[] = [
  {
    from: 'subnormal numbers',
    reason: 'What XLA compiles takes numbers below 1.2e-38 for 0.',
    async instead({ run }) {
      const draw = sketch();
      const small = draw.given({ numbers: [1e-38, -1e-42, 2e-38] });
      draw.output('', { half: draw.graph.binary('multiply', small, draw.graph.scalar(0.5)) });
      expectNumbers(await run(draw.done()), { half: [0, 0, 0, 0, 0, 0] });
    },
  },
];

await whenXlaIsThere(() => {
  executorConformance({
    open: async () => xlaExecutor((await loadTensorflow(1)).exports),
    // Each graph is compiled, which takes a tenth of a second or two.
    runs: 3,
    timeout: 120_000,
    exemptions,
  });
});
