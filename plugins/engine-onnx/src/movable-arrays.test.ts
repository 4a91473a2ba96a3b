import type { Engine, EngineArray } from '@highorder/core';
import { expect, test } from 'vitest';
import { movableArrays } from './movable-arrays.ts';

/** An engine that counts what it holds. */
function countingEngine() {
  let alive = 0;
  const upload = (values: Float32Array, shape: readonly number[]): EngineArray => {
    alive += 1;
    let freed = false;
    return {
      shape,
      read: () => {
        if (freed) throw new Error('It is gone.');
        return values;
      },
      dispose() {
        if (!freed) alive -= 1;
        freed = true;
      },
    };
  };
  const engine: Engine = {
    open: () => Promise.reject(new Error('It is not opened here.')),
    compile: () => () => Promise.reject(new Error('Nothing is compiled here.')),
    upload,
  };
  return { engine, alive: () => alive };
}

const values = Float32Array.of(1, 2, 3);

test('extend "arrays that move and are never freed": an array is in one place, and nowhere once it is disposed', () => {
  const arrays = movableArrays();
  const [from, to] = [countingEngine(), countingEngine()];
  const held = arrays.hold(from.engine, from.engine.upload(values, [3]));
  const alive = () => [from.alive(), to.alive()];
  expect(alive()).toEqual([1, 0]);

  const { x: moved } = arrays.move(to.engine, { x: held });
  expect(alive()).toEqual([0, 1]);
  expect([moved?.shape, moved?.read(), held.read()]).toEqual([[3], values, values]);

  expect(arrays.move(to.engine, { x: held })['x']).toBe(moved);
  expect(alive()).toEqual([0, 1]);

  arrays.move(from.engine, { x: held });
  expect(alive()).toEqual([1, 0]);
  held.dispose();
  expect(alive()).toEqual([0, 0]);
});

test('what is disposed before it moves stays so', () => {
  const arrays = movableArrays();
  const { engine, alive } = countingEngine();
  const { x } = arrays.holdAll(engine, { x: engine.upload(values, [3]) });
  x?.dispose();
  expect(alive()).toBe(0);
});

test('an array of another engine is refused by its name', () => {
  const { engine } = countingEngine();
  const foreign = engine.upload(values, [3]);
  expect(() => movableArrays().move(engine, { noise: foreign })).toThrow(
    'Input "noise" is not an array of this engine.',
  );
});
