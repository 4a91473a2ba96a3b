/**
 * Runs a benchmark by name: `npm run bench -- step --sizes 256x64,800x100 --threads 1 --rounds 3`.
 *
 * @module
 */
import { parseRequest, usage } from './request.ts';
import type { Benchmark } from './results/benchmark.ts';
import { writeResults } from './results/write-results.ts';

const benchmarks: Readonly<Record<string, () => Promise<{ readonly default: Benchmark }>>> = {
  step: () => import('./benchmarks/step.ts'),
  loop: () => import('./benchmarks/loop.ts'),
  operators: () => import('./benchmarks/operators.ts'),
  transformer: () => import('./benchmarks/transformer.ts'),
  sampling: () => import('./benchmarks/sampling.ts'),
  'start-up': () => import('./benchmarks/start-up.ts'),
  memory: () => import('./benchmarks/memory.ts'),
  oracle: () => import('./benchmarks/oracle.ts'),
  frontier: () => import('./benchmarks/frontier.ts'),
  sweep: () => import('./benchmarks/sweep.ts'),
  coverage: () => import('./benchmarks/coverage.ts'),
  power: () => import('./benchmarks/power.ts'),
  verdicts: () => import('./benchmarks/verdicts.ts'),
};

// Before ONNX Runtime loads, here or in a contestant's process: its telemetry stays off.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const [name = '', ...words] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`There is no benchmark "${name}". Known: ${Object.keys(benchmarks).join(', ')}.\n\n${usage}`);
  process.exitCode = 2;
} else {
  const { default: measure } = await benchmark();
  const request = parseRequest(words);
  const results = await measure(request);
  const files = await writeResults(name, results, { folder: request.out, words: [name, ...words] });
  console.log(`\nWritten: ${files.join(', ')}`);
}
