/**
 * A process that does a work of this project when asked, by the protocol of peers/protocol.py.
 *
 * @module
 */
import { createInterface } from 'node:readline';
import { HighOrderError } from '@highorder/core';
import type { Answer, Greeting } from './contestants/contestant.ts';
import { openLoop } from './works/loop.ts';
import { openSampling } from './works/sampling.ts';
import type { WorkSettings } from './works/settings.ts';
import { openStep } from './works/step.ts';

const works = { loop: openLoop, sampling: openSampling, step: openStep } as const;

// Libraries may print; answers are what remains on standard output.
console.log = console.error;
console.info = console.error;

const settings = JSON.parse(process.argv[2] ?? '{}') as WorkSettings;

async function serve(): Promise<void> {
  const { version, run } = await works[settings.work](settings);
  await run(3);
  say({ ready: { version } });
  for await (const line of createInterface({ input: process.stdin })) {
    const { count } = JSON.parse(line) as { readonly count: number };
    const [start, before] = [performance.now(), process.cpuUsage()];
    await run(count);
    const { user, system } = process.cpuUsage(before);
    say({
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakMiB: process.resourceUsage().maxRSS / 1024,
    });
  }
}

function say(message: Answer | Greeting): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

try {
  await serve();
} catch (error) {
  const reason = error instanceof HighOrderError ? error.message : String(error);
  say({ unavailable: reason.split('\n', 1).join('') });
}
process.exit();
