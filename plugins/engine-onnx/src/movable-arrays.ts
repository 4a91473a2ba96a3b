import { type Engine, type EngineArray, type EngineArrays, HighOrderError } from '@highorder/core';

/** Arrays that can move from one engine to another while their user holds them. */
export interface MovableArrays {
  /** An array for one of the engine. */
  hold(engine: Engine, array: EngineArray): EngineArray;
  holdAll(engine: Engine, arrays: EngineArrays): EngineArrays;
  /** The arrays of the engine behind these, after they have moved there. Throws where one is not known here. */
  move(engine: Engine, arrays: EngineArrays): EngineArrays;
}

interface Place {
  engine: Engine;
  array: EngineArray;
}

export function movableArrays(): MovableArrays {
  const places = new WeakMap<EngineArray, Place>();
  const hold: MovableArrays['hold'] = (engine, array) => {
    const place = { engine, array };
    const held: EngineArray = {
      shape: array.shape,
      read: () => place.array.read(),
      dispose: () => place.array.dispose(),
    };
    places.set(held, place);
    return held;
  };
  const move = (engine: Engine, held: EngineArray, name: string): EngineArray => {
    const place = places.get(held);
    if (place === undefined) throw foreign(name);
    if (place.engine !== engine) {
      const moved = engine.upload(place.array.read(), held.shape);
      place.array.dispose();
      Object.assign(place, { engine, array: moved });
    }
    return place.array;
  };
  return {
    hold,
    holdAll: (engine, arrays) => mapArrays(arrays, (array) => hold(engine, array)),
    move: (engine, arrays) => mapArrays(arrays, (array, name) => move(engine, array, name)),
  };
}

function mapArrays(
  arrays: EngineArrays,
  change: (array: EngineArray, name: string) => EngineArray,
): EngineArrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, change(array, name)]));
}

function foreign(name: string): HighOrderError {
  return new HighOrderError({
    message: `Input "${name}" is not an array of this engine.`,
    expected: 'an array that upload or a compiled function of this engine gave',
    fix: 'Read it, and upload the values here.',
  });
}
