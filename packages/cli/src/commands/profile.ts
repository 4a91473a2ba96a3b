import { assembleWords } from '../compose.ts';
import type { Profile } from '@highorder/lab';
import { columns } from '../output/columns.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { type Summary, summarize, summaryText } from '../summary.ts';

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
    text: `${experiment.name}\n${summaryText(summary)}\n${measuredText(measured, summary)}`,
  });
}

function measuredText(profile: Profile, summary: Summary): string {
  const { engine, stepsPerSecond, samplesPerSecond, memory } = profile;
  return columns(
    [
      ['engine', `${engine.engine} on ${engine.backend} ${engine.version}`],
      ['training', `${stepsPerSecond.toFixed(1)} steps a second`],
      ...samplesPerSecond.map(({ steps, samplesPerSecond: rate }) => [
        `sampling, ${steps} ${steps === 1 ? 'step' : 'steps'}`,
        `${Math.round(rate)} samples a second`,
      ]),
      ['memory', memoryText(memory)],
      ...costRows(profile, summary),
    ],
    '  ',
  );
}

/** Compiled engines hold no tensors of TensorFlow.js. */
function memoryText({ residentMiB, tensorsMiB }: Profile['memory']): string {
  const tensors = tensorsMiB < 0.1 ? '' : `, ${tensorsMiB.toFixed(1)} MiB of them tensors`;
  return `${Math.round(residentMiB)} MiB${tensors}`;
}

/** A head is counted for one point, a loss and an update for one batch. */
function costRows({ cost }: Profile, summary: Summary) {
  if ('reason' in cost) return [['FLOPs', cost.reason]];
  const { heads, loss, samplerStep, trainingStep } = cost;
  return [
    ...heads.map((head, index) => [
      `FLOPs, head of order ${summary.heads[index]?.orders.join(', ') ?? ''}`,
      `${scaled(head.flops)} a point`,
    ]),
    ['FLOPs, sampler step', `${scaled(samplerStep.flops)} a sample`],
    ['FLOPs, loss', `${scaled(loss.flops)} a batch`],
    [
      'FLOPs, training step',
      `${scaled(trainingStep.total.flops)}: ${scaled(trainingStep.total.matrixProducts)} in matrix products, ` +
        `${scaled(trainingStep.total.transcendental)} transcendental`,
    ],
    [
      'bytes, training step',
      `${scaled(trainingStep.liveBytes)}B of values at once, ${scaled(trainingStep.total.bytes)}B read and written`,
    ],
  ];
}

/** Such as `12.3 M`. */
function scaled(value: number): string {
  const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return `${Number((value / 1000 ** step).toPrecision(4))} ${['', 'k', 'M', 'G', 'T'][step] ?? ''}`;
}
