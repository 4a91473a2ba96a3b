/**
 * A test that leaves lines on the console hides a warning among them. Where the tests are counted (CI), such a test
 * fails. A test that expects output replaces the method of `console` for its own time.
 *
 * @module
 */
import { afterAll, afterEach } from 'vitest';

const methods = ['debug', 'info', 'log', 'warn', 'error'] as const;
const original = { ...console };
const stray: string[] = [];

for (const method of methods) {
  console[method] = (...parts: unknown[]) => {
    stray.push(`console.${method}: ${parts.map(String).join(' ')}`);
    original[method](...parts);
  };
}

afterEach(refuseStrayOutput);
afterAll(() => {
  // Files share a process: the next one wraps the console again.
  Object.assign(console, original);
  refuseStrayOutput();
});

function refuseStrayOutput(): void {
  const lines = stray.splice(0);
  if (lines.length > 0) throw new Error(`The tests wrote to the console:\n${lines.join('\n')}`);
}
