import { type Coupling, type Pairs, permutation, type Points, selectRows } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkExchangeableRows,
  checkMarginals,
  checkPairCounts,
  checkPairStreams,
} from './coupling-checks.ts';

const independent: Coupling = {
  open: ({ source, target }) => ({
    draw: (rows, random) => ({ source: source.sample(rows, random), target: target.sample(rows, random) }),
  }),
};

/** The independent coupling, with its pairs changed. */
function changed(change: (pairs: Pairs) => Pairs): Coupling {
  return {
    open: (request) => {
      const { draw } = independent.open(request);
      return { draw: (rows, random) => change(draw(rows, random)) };
    },
  };
}

/** Rows in the order of their first coordinate. */
function order({ values, count }: Points): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row).sort(
    (one, other) => Number(values[2 * one]) - Number(values[2 * other]),
  );
}

/** A planted coupling keeps both marginals, so that only its rows betray it. */
const wrong: Readonly<Record<string, Coupling>> = {
  'targets sorted within the batch': changed(({ source, target }) => ({
    source,
    target: selectRows(target, order(target)),
  })),
  'pairs in the order of their sources': changed(({ source, target }) => {
    const rows = order(source);
    return { source: selectRows(source, rows), target: selectRows(target, rows) };
  }),
  'small and large targets in turn': changed(({ source, target }) => {
    const rows = order(target);
    const half = rows.length / 2;
    const turns = rows.map((_, at) => Number(rows[(at % 2) * Math.floor(half) + (at >> 1)]));
    return { source, target: rows.length % 2 === 0 ? selectRows(target, turns) : target };
  }),
  'matched in the first half of the rows alone': changed(({ source, target }) => {
    const half = source.count >> 1;
    const first = (points: Points) => order(selectRows(points, permutationOf(half)));
    const rest = permutationOf(source.count).subarray(half);
    return {
      source: selectRows(source, [...first(source), ...rest]),
      target: selectRows(target, [...first(target), ...rest]),
    };
  }),
};

function permutationOf(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}

describe('extend, planted couplings: rows that are not exchangeable are refused', () => {
  test.each(Object.entries(wrong))('%s', (_, coupling) => {
    checkMarginals(coupling);
    checkPairCounts(coupling);
    checkPairStreams(coupling);
    expect(() => checkExchangeableRows(coupling)).toThrow('rows must be in random order');
  });
});

test('matched pairs in random order pass', () => {
  const matched: Coupling = {
    open: (request) => {
      const { draw } = independent.open(request);
      return {
        draw(rows, random) {
          const { source, target } = draw(rows, random);
          const shuffled = permutation(rows, random);
          const inOrder = (points: Points) => selectRows(selectRows(points, order(points)), shuffled);
          return { source: inOrder(source), target: inOrder(target) };
        },
      };
    },
  };
  checkExchangeableRows(matched);
  checkExchangeableRows(independent);
});
