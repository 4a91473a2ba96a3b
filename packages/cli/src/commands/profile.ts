import { assembleWords } from '../compose.ts';
import type { Profile } from '@highorder/lab';
import { columns } from '../output/columns.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { summarize, summaryText } from '../summary.ts';

interface ProfileOptions extends JsonOption {
  readonly steps: number;
}

export default async function profile(words: readonly string[], options: ProfileOptions): Promise<void> {
  const experiment = await assembleWords(words);
  const { createModel, profileModel } = await import('@highorder/lab');
  const model = createModel(experiment);
  note(`Timing ${options.steps} steps of training.`);
  const measured = await profileModel(model, options.steps);
  const summary = summarize(model);
  print(options, {
    document: { ...summary, ...measured },
    text: `${experiment.name}\n${summaryText(summary)}\n${measuredText(measured)}`,
  });
}

function measuredText(profile: Profile): string {
  const { engine, stepsPerSecond, samplesPerSecond, memory } = profile;
  return columns(
    [
      ['engine', `${engine.engine} on ${engine.backend} ${engine.version}`],
      ['training', `${stepsPerSecond.toFixed(1)} steps a second`],
      ...samplesPerSecond.map(({ steps, samplesPerSecond: rate }) => [
        `sampling, ${steps} ${steps === 1 ? 'step' : 'steps'}`,
        `${Math.round(rate)} samples a second`,
      ]),
      [
        'memory',
        `${Math.round(memory.residentMiB)} MiB, ${memory.tensorsMiB.toFixed(1)} MiB of them tensors`,
      ],
      ...operationRows(profile),
    ],
    '  ',
  );
}

/** Of matrix products alone. */
function operationRows({ operations }: Profile): readonly (readonly string[])[] {
  if ('reason' in operations) return [['FLOPs', operations.reason]];
  return [
    ['FLOPs, training step', `${(operations.trainingStep / 1e6).toFixed(2)} million, in matrix products`],
    [
      'FLOPs, sampler step',
      `${(operations.samplerStep / 1e6).toFixed(4)} million a sample, in matrix products`,
    ],
  ];
}
