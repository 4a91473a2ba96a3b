/**
 * Runs a benchmark by name: `npm run bench -- eager-step`.
 *
 * @module
 */
const benchmarks: Readonly<Record<string, () => Promise<unknown>>> = {
  'eager-step': () => import('./eager-step.ts'),
};

const name = process.argv[2] ?? '';
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`There is no benchmark "${name}". Known: ${Object.keys(benchmarks).join(', ')}.`);
  process.exitCode = 2;
} else {
  await benchmark();
}
