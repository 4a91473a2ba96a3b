import { join, resolve } from 'node:path';
import type { RunSplit, RunVerification } from '@highorder/verify';
import { assembleRun } from '../compose.ts';
import { columns } from '../output/columns.ts';
import { printWithFiles } from '../output/print-with-files.ts';
import { type JsonOption, note } from '../output/print.ts';
import { digits, sections } from './text.ts';

/** Verifies a trained run, and draws it into its own figures, or where `out` says. */
export async function verifyRunVerb(
  path: string,
  options: JsonOption & { readonly out?: string },
): Promise<void> {
  const experiment = await assembleRun(path, { lazily: true });
  const { openTrainedRun } = await import('@highorder/lab');
  const { runCurves, verifyRun } = await import('@highorder/verify');
  const { writeEndpointErrors } = await import('@highorder/report');
  const run = await openTrainedRun(resolve(path), experiment, note);
  const found = await verifyRun(run);
  run.dispose();
  const folder = options.out === undefined ? join(run.folder.path, 'figures') : resolve(options.out);
  const { experiment: name, points } = found;
  const figure = { experiment: `${name}, step ${found.step}`, points, curves: runCurves(found) };
  const inside = options.out === undefined ? { inside: run.folder.path } : {};
  await printWithFiles(options, {
    save: () => writeEndpointErrors(figure, folder, inside),
    answer: (figures) => ({ document: { run: run.folder.path, ...found, figures }, text: runText(found) }),
  });
}

const parts: readonly (readonly [Exclude<keyof RunSplit, 'steps'>, string])[] = [
  ['whole', 'this run, from the exact end'],
  ['learning', "learning: from its objective's fixed point"],
  ['fixedPoint', 'the fixed point, from the exact end'],
  ['discretization', 'the integrator on exact derivatives'],
  ['selfConsistency', 'self-consistency: from its own fine steps'],
];

/** What a verified run says, for people. */
export function runText({ experiment, step, points, findings, splits, fine }: RunVerification): string {
  const table = (field: 'rms' | 'median') => [
    ['', ...splits.map(({ steps }) => String(steps))],
    ...parts
      .filter(([part]) => splits.some((split) => split[part] !== undefined))
      .map(([part, label]) => [label, ...splits.map((split) => cell(split[part]?.[field]))]),
  ];
  return [
    `${experiment} at step ${step}: ${points} source points, errors in the data's units`,
    ...sections(findings),
    `Median error by the number of steps (distances: they need not add up)\n${columns(table('median'), '  ')}`,
    `Root mean square\n${columns(table('rms'), '  ')}`,
    `Its own ${fine.steps} fine steps, told ${fine.told ? 'their length' : 'a step of 0'}, end ${digits(fine.error.rms)} from the exact end (median ` +
      `${digits(fine.error.median)}): what ${fine.told ? 'the base of its ladder lacks' : 'its instantaneous derivatives lack'}.`,
  ].join('\n\n');
}

function cell(value: number | undefined): string {
  return value === undefined ? '' : digits(value);
}
