import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { BatchArray } from '../batch.ts';
import { type BatchRing, closeRing, createRing, fillRing, takeFromRing } from './batch-ring.ts';

/** A batch whose every number tells its step. */
const draw = (step: number): readonly BatchArray[] => [
  { name: 'x', shape: [2, 2], values: Float32Array.of(step, step + 0.25, step + 0.5, step + 0.75) },
  { name: 't', shape: [2, 1], values: Float32Array.of(-step, -step - 0.5) },
];

/** Fills a ring in this thread, and closes it once `last` was drawn. */
function fillUntil(ring: BatchRing, last: number): readonly number[] {
  const drawn: number[] = [];
  fillRing(ring, (step) => {
    drawn.push(step);
    if (step === last) closeRing(ring);
    return draw(step);
  });
  return drawn;
}

test('batches come out as they went in', () => {
  const ring = createRing(draw(0), 5);
  expect(fillUntil(ring, 8)).toEqual([5, 6, 7, 8]);
  for (const step of [5, 6, 8]) expect(takeFromRing(ring, step, 0)).toEqual(draw(step));
});

test('a batch that is not there is not waited for longer than said', () => {
  const ring = createRing(draw(0), 0);
  expect(takeFromRing(ring, 0, 0)).toBeUndefined();
  expect(takeFromRing(ring, 0, 5)).toBeUndefined();
});

test('steps that the reader has passed are left out', () => {
  const ring = createRing(draw(0), 0);
  takeFromRing(ring, 41, 0);
  expect(fillUntil(ring, 43)).toEqual([41, 42, 43]);
});

test('a thread that waits for room goes on when there is, and ends when the ring is closed', async () => {
  const ring = createRing(draw(0), 0);
  const worker = writerThread(ring);
  for (let step = 0; step < 50; step++) {
    const batch = takeFromRing(ring, step, 10_000);
    expect(batch?.[0]?.values[0]).toBe(step);
  }
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  closeRing(ring);
  expect(await ended).toBe(0);
});

/** A thread that follows the protocol of the ring by hand: a second writing of it, so that both sides are checked. */
function writerThread({ values, control }: BatchRing): Worker {
  const source = `
    const { workerData: { values, control } } = require('node:worker_threads');
    const words = new Int32Array(control);
    const slots = words.length - 2;
    const size = values.byteLength / 4 / slots;
    let step = 0;
    while (!Atomics.load(words, 1)) {
      const wanted = Atomics.load(words, 0);
      if (step >= wanted + slots) { Atomics.wait(words, 0, wanted); continue; }
      new Float32Array(values, (step % slots) * size * 4, size).fill(step);
      Atomics.store(words, 2 + (step % slots), step);
      Atomics.notify(words, 2 + (step % slots));
      step++;
    }`;
  return new Worker(source, { eval: true, workerData: { values, control } });
}
