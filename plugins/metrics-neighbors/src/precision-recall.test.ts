import {
  equalMixture,
  mixtureDistribution,
  type Points,
  points,
  randomStream,
  selectRows,
} from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import precisionRecall from './precision-recall.ts';
import { golden, goldenSets } from './testing/golden.ts';

metricContract(precisionRecall, { options: { points: 100 }, distance: false, reference: true });

const dot = mixtureDistribution(equalMixture([[0, 0]], 1));
const problem = { source: dot, target: dot };
const stream = (index: number) => randomStream({ seed: 41, purpose: 'precision-recall.test', index });

function measure(generated: Points, reference: Points, options = {}) {
  const values = precisionRecall.make(options).measure({ generated, reference, problem });
  return {
    precision: Number(values['precision-recall/precision']),
    recall: Number(values['precision-recall/recall']),
  };
}

/** Two eyes and a mouth inside of a circle, as [x, y]; what lies between them is empty. */
function smiley(count: number, index: number): Points {
  const random = stream(index);
  const at = (): readonly number[] => {
    const part = random.uniform();
    const jitter = () => 0.05 * random.normal();
    if (part < 0.2) return [(part < 0.1 ? -1 : 1) * 1.2 + jitter(), 1 + jitter()];
    const turn = random.uniform();
    if (part < 0.4) {
      const angle = Math.PI * (1.2 + 0.6 * turn);
      return [1.8 * Math.cos(angle) + jitter(), 1.8 * Math.sin(angle) + jitter()];
    }
    return [3 * Math.cos(2 * Math.PI * turn) + jitter(), 3 * Math.sin(2 * Math.PI * turn) + jitter()];
  };
  return points(2, Float64Array.from(Array.from({ length: count }, at).flat()));
}

/** Evenly over the disk of the face. */
function filled(count: number, index: number): Points {
  const random = stream(index);
  const at = () => {
    const [radius, angle] = [3 * Math.sqrt(random.uniform()), 2 * Math.PI * random.uniform()];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
  return points(2, Float64Array.from(Array.from({ length: count }, at).flat()));
}

describe('precision and recall', () => {
  test('are those of scikit-learn', () => {
    const [x, y] = goldenSets();
    expect(measure(x, y)).toEqual({ precision: golden.precision, recall: golden.recall });
    expect(measure(x, y, { neighbors: 5 })).toEqual({ precision: 1, recall: 1 });
  });

  test('change places with the sets', () => {
    const [x, y] = goldenSets();
    expect(measure(y, x)).toEqual({ precision: golden.recall, recall: golden.precision });
  });

  test('of a set and itself are 1, and of sets apart 0', () => {
    const [x, y] = [dot.sample(50, stream(0)), dot.sample(50, stream(1))];
    expect(measure(x, x)).toEqual({ precision: 1, recall: 1 });
    const far = points(
      2,
      y.values.map((value) => value + 100),
    );
    expect(measure(x, far)).toEqual({ precision: 0, recall: 0 });
  });

  test('by hand: a ball reaches to the first other point', () => {
    const line = (...values: readonly number[]) => points(1, Float64Array.from(values));
    // True balls [-1, 1], [0, 2] and [1, 7]; those of the samples [-15.5, 10.5] and [-2.5, 23.5], then [1, 3] and [2, 4].
    expect(measure(line(-2.5, 10.5), line(0, 1, 4), { neighbors: 1 })).toEqual({ precision: 0, recall: 1 });
    expect(measure(line(2, 3), line(0, 1, 4), { neighbors: 1 })).toEqual({ precision: 1, recall: 2 / 3 });
  });

  test('README "Verdicts": samples that fill the empty face of the smiley lower precision', () => {
    const truth = smiley(1000, 2);
    const perfect = measure(smiley(1000, 3), truth);
    const full = measure(filled(1000, 4), truth);
    expect(perfect.precision).toBeGreaterThan(0.85);
    expect(full.precision).toBeLessThan(0.5);
  });

  test('a mode without samples lowers recall, and not precision', () => {
    const modes = mixtureDistribution(
      equalMixture(
        [0, 1, 2, 3].map((k) => [20 * Math.cos((k * Math.PI) / 2), 20 * Math.sin((k * Math.PI) / 2)]),
        1,
      ),
    );
    const drawn = modes.sample(800, stream(5));
    const rows = [...(drawn.components ?? []).keys()].filter((row) => drawn.components?.[row] !== 0);
    const { precision, recall } = measure(selectRows(drawn, rows), modes.sample(600, stream(6)));
    expect(precision).toBeGreaterThan(0.85);
    expect(recall).toBeLessThan(0.8);
    expect(recall).toBeGreaterThan(0.6);
  });
});
