/**
 * Tables, figures and one-file HTML reports from run folders.
 *
 * Importing this module is cheap: everything but the plain-text table loads when it is first called.
 *
 * @module
 */
import type { Inside } from '@highorder/files';
import type { MethodComparison, PlannedComparison } from '@highorder/statistics';
import type { EndpointErrors } from './figures/endpoint-errors.ts';
import type { DrawnFigure, Figure } from './figures/figure.ts';
import type { WrittenReport } from './write-report.ts';
import type { Run } from './run/run.ts';

export type { EndpointCurve, EndpointErrors } from './figures/endpoint-errors.ts';
export type { DrawnFigure, Figure } from './figures/figure.ts';
export { evaluationTable } from './evaluation-table.ts';
export type { WrittenReport } from './write-report.ts';
export type { Manifest } from './run/manifest.ts';
export type { Evaluation, Skipped } from './run/evaluation.ts';
export type { ConfigurationValue } from './run/sources.ts';
export type { GeneratedSamples, Run, RunSamples } from './run/run.ts';
export type { Trajectory } from './run/trajectories.ts';

/** Reads a run's folder. Throws InputError, naming the file and the place in it, where a file is absent or broken. */
export async function readRun(folder: string): Promise<Run> {
  const module = await import('./run/run.ts');
  return module.readRun(folder);
}

/**
 * Draws the figures of a run (`figures/*.svg`, `figures/*.png`) and writes `report.html` into its folder. Resolves to
 * the paths of the files. What the run lacks (it stopped before its evaluation, say) is left out and said so.
 *
 * Throws InputError where a file of the run is absent or broken.
 */
export async function writeReport(folder: string): Promise<WrittenReport> {
  const module = await import('./write-report.ts');
  return module.writeReport(folder);
}

/**
 * Compares several runs: `into/comparison.html` with tables of metric by steps and run, what differs between their
 * configurations, and metrics against steps overlaid, also as `into/figures/*`. Resolves to the paths of the files.
 *
 * Throws InputError where there is nothing to compare, or a file of a run is absent or broken.
 */
export async function writeComparison(folders: readonly string[], into: string): Promise<WrittenReport> {
  const module = await import('./write-comparison.ts');
  return module.writeComparison(folders, into);
}

/** Draws a figure in the look of all reports, as SVG, and as PNG at twice its size. */
export async function drawFigure(figure: Figure): Promise<DrawnFigure> {
  const module = await import('./figures/draw.ts');
  return module.drawFigure(figure);
}

/**
 * A comparison of methods as plain text for a terminal: a table for each problem and metric with means, medians, differences on
 * common seeds, their intervals, corrected p-values, effect sizes and verdicts beside the floor; then what the columns and the
 * words mean, and how often each method was better, worse or neither.
 */
export async function methodComparisonText(comparison: MethodComparison): Promise<string> {
  const module = await import('./methods/method-text.ts');
  return module.methodText(comparison);
}

/** The same as Markdown, with intervals of medians too. */
export async function methodComparisonMarkdown(comparison: MethodComparison): Promise<string> {
  const module = await import('./methods/method-markdown.ts');
  return module.methodMarkdown(comparison);
}

/** The same as one HTML page that needs no other file. */
export async function methodComparisonPage(title: string, comparison: MethodComparison): Promise<string> {
  const module = await import('./html/method-comparison.ts');
  return module.methodPage(title, comparison);
}

/**
 * Draws endpoint errors against numbers of steps into a folder, `verify.svg` and `verify.png`. Resolves to the paths of the
 * files.
 */
export async function writeEndpointErrors(
  errors: EndpointErrors,
  folder: string,
  inside: Inside = {},
): Promise<readonly string[]> {
  const [{ endpointErrorFigure }, { writeFigures }] = await Promise.all([
    import('./figures/endpoint-errors.ts'),
    import('./write-figures.ts'),
  ]);
  const { files } = await writeFigures([endpointErrorFigure(errors)], folder, inside);
  return files;
}

/** How many seeds the comparisons of a pilot take, as plain text for a terminal: a line each, and the most of them. */
export async function seedPlanText(plans: readonly PlannedComparison[]): Promise<string> {
  const module = await import('./methods/seed-plan.ts');
  return module.seedPlan(plans);
}
