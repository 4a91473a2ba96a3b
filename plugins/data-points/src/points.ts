import {
  definePlugin,
  type Distribution,
  equalMixture,
  mixtureDistribution,
  type Points,
  selectRows,
} from '@highorder/core';
import { z } from 'zod';
import { readPoints } from './csv-points.ts';

/**
 * The points of a CSV file. A draw takes rows uniformly with replacement; with a bandwidth it adds noise to them:
 *
 *   x = row_i + bandwidth n,   i ~ U{1 ... rows},   n ~ N(0, I)
 *
 * which is a mixture of Gaussians of equal weight at the rows (a kernel density estimate), so that the metrics and the
 * oracle of mixtures apply.
 *
 * Throws `InputError` with file, line and column where the file is not what it should be.
 */
export default definePlugin({
  kind: 'data',
  name: 'points',
  summary: 'The points of a CSV file.',
  cite: [],
  needs: ['files'],
  options: z.strictObject({
    file: z
      .string()
      .min(1)
      .describe('Path of the file; a relative one is taken from the folder of the command.'),
    columns: z
      .array(z.union([z.string(), z.int().positive()]))
      .min(1)
      .optional()
      .describe('Columns that hold the coordinates, by name or number (1 is the first); all where absent.'),
    header: z
      .boolean()
      .optional()
      .describe(
        'Whether the first row is a header; where absent, it is one if none of its fields is a number, or a word for a missing one such as nan.',
      ),
    delimiter: z.string().min(1).default(',').describe('What stands between two fields.'),
    bandwidth: z
      .number()
      .nonnegative()
      .default(0)
      .describe('Deviation of the Gaussian noise about each row.'),
  }),
  create: ({ file, bandwidth, ...format }, { files }) => {
    const rows = readPoints(files.read(file), { path: file, ...format });
    return bandwidth === 0
      ? resampled(rows)
      : mixtureDistribution(equalMixture(centers(rows), bandwidth ** 2));
  },
});

function resampled(rows: Points): Distribution {
  return {
    dimension: rows.dimension,
    sample: (count, random) =>
      selectRows(
        rows,
        Int32Array.from({ length: count }, () => random.integer(rows.count)),
      ),
  };
}

function centers({ values, count, dimension }: Points): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, row) => [
    ...values.subarray(row * dimension, (row + 1) * dimension),
  ]);
}
