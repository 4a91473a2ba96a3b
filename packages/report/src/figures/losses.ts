import type { StepRecord } from '@highorder/core';
import type { Run } from '../run/run.ts';
import { type Curve, curvePanel } from './curve-panel.ts';
import type { Figure } from './figure.ts';
import { colors, series } from './theme.ts';

/** Each weighted loss term and the gradient norm against the step, log scale. Undefined without a logged step. */
export function lossesFigure({ records, manifest }: Run): Figure | undefined {
  if (records.length === 0) return undefined;
  const steps = records.map((record) => record.step);
  const terms = termCurves(records);
  const gradient: Curve = { name: 'gradient norm', values: records.map((record) => record.gradientNorm) };
  const names = terms.map((term) => term.name).join(', ');
  return {
    name: 'losses',
    title: 'Losses',
    caption: `Terms of the loss, weighted, and the norm of the gradient before clipping, against the step. Faint: as logged; strong: running geometric mean.${absentNote(terms)}`,
    alt: `Lines of the loss terms ${names} and of the gradient norm over ${manifest.stepsDone} steps.`,
    specification: {
      vconcat: [
        curvePanel({
          title: 'weighted loss',
          height: 250,
          curves: terms,
          steps,
          palette: series,
          last: false,
        }),
        curvePanel({
          ...{ title: 'gradient norm', height: 110, curves: [gradient], steps },
          ...{ palette: [colors.gradient], last: true },
        }),
      ],
      spacing: 16,
      resolve: { scale: { color: 'independent' } },
    },
  };
}

/** The weighted terms by name, in order of appearance. */
function termCurves(records: readonly StepRecord[]): readonly Curve[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record.terms)))];
  return names.map((name) => ({
    name,
    values: records.map((record) => record.terms[name]?.weighted ?? Number.NaN),
  }));
}

/** Which terms a log scale cannot show. */
function absentNote(terms: readonly Curve[]): string {
  const absent = terms.filter((term) => !term.values.some((value) => value > 0)).map((term) => term.name);
  return absent.length > 0 ? ` Never above zero, so not on a log scale: ${absent.join(', ')}.` : '';
}
