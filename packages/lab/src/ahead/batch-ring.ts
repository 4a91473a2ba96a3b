import type { BatchArray } from '../batch.ts';

/** How many batches may lie ready. */
const SLOTS = 8;
/** Places in the control words: the step that is wanted, whether the ring is closed, then the step in each slot. */
const WANTED = 0;
const CLOSED = 1;
const FIRST_SLOT = 2;
const EMPTY = -1;

/**
 * Memory that two threads share: slots for whole batches of one shape, and control words. One thread writes batches of
 * later and later steps, the other takes them; neither ever waits for a lock.
 */
export interface BatchRing {
  /** The arrays of a batch: names and shapes, in order. */
  readonly arrays: readonly { readonly name: string; readonly shape: readonly number[] }[];
  readonly values: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
}

/** A ring for batches like this one, empty, from which step `from` is wanted first. */
export function createRing(example: readonly BatchArray[], from: number): BatchRing {
  const slot = example.reduce((size, { values }) => size + values.length, 0);
  const control = new SharedArrayBuffer((FIRST_SLOT + SLOTS) * Int32Array.BYTES_PER_ELEMENT);
  const words = new Int32Array(control).fill(EMPTY, FIRST_SLOT);
  words[WANTED] = from;
  return {
    arrays: example.map(({ name, shape }) => ({ name, shape })),
    values: new SharedArrayBuffer(SLOTS * slot * Float32Array.BYTES_PER_ELEMENT),
    control,
  };
}

/**
 * Writes batches into the ring until it is closed, each as soon as there is room. Blocks its thread. A step that the
 * reader has passed already is left out.
 */
export function fillRing(ring: BatchRing, draw: (step: number) => readonly BatchArray[]): void {
  const words = new Int32Array(ring.control);
  let step = Atomics.load(words, WANTED);
  while (Atomics.load(words, CLOSED) === 0) {
    const wanted = Atomics.load(words, WANTED);
    step = Math.max(step, wanted);
    if (step >= wanted + SLOTS) {
      Atomics.wait(words, WANTED, wanted);
      continue;
    }
    writeSlot(ring, step, draw(step));
    Atomics.store(words, FIRST_SLOT + (step % SLOTS), step);
    Atomics.notify(words, FIRST_SLOT + (step % SLOTS));
    step++;
  }
}

/** The batch of a step, if it lies ready within `patience` milliseconds. It stays until a later step is taken. */
export function takeFromRing(
  ring: BatchRing,
  step: number,
  patience: number,
): readonly BatchArray[] | undefined {
  const words = new Int32Array(ring.control);
  Atomics.store(words, WANTED, step);
  Atomics.notify(words, WANTED);
  const place = FIRST_SLOT + (step % SLOTS);
  const held = Atomics.load(words, place);
  if (held !== step && patience > 0) Atomics.wait(words, place, held, patience);
  return Atomics.load(words, place) === step ? slotArrays(ring, step) : undefined;
}

/** Lets the writer end. */
export function closeRing({ control }: BatchRing): void {
  const words = new Int32Array(control);
  Atomics.store(words, CLOSED, 1);
  // A writer that waits for room must see that there is nothing to wait for.
  Atomics.add(words, WANTED, 1);
  Atomics.notify(words, WANTED);
}

function writeSlot(ring: BatchRing, step: number, batch: readonly BatchArray[]): void {
  slotArrays(ring, step).forEach(({ values }, index) => {
    const drawn = batch[index];
    if (drawn !== undefined) values.set(drawn.values);
  });
}

/** The arrays of a step's slot, as views of the shared memory. */
function slotArrays({ arrays, values }: BatchRing, step: number): readonly BatchArray[] {
  const slotBytes = values.byteLength / SLOTS;
  let offset = (step % SLOTS) * slotBytes;
  return arrays.map(({ name, shape }) => {
    const length = shape.reduce((size, count) => size * count, 1);
    const view = new Float32Array(values, offset, length);
    offset += view.byteLength;
    return { name, shape, values: view };
  });
}
