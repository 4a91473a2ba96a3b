/** What this file needs of Node, of which core knows no types. */
interface Node {
  readonly process: {
    getBuiltinModule(name: 'node:module'): {
      createRequire(from: string): (name: string) => object;
    };
  };
}

interface Here {
  readonly url: string;
}

let loaded: object | undefined;

/** Node can load a package between two instructions; CommonJS is the form in which it loads TensorFlow.js anyway. */
function library(): object {
  if (loaded === undefined) {
    const { process } = globalThis as unknown as Node;
    const { url } = import.meta as unknown as Here;
    loaded = process.getBuiltinModule('node:module').createRequire(url)('@tensorflow/tfjs');
  }
  return loaded;
}

/**
 * TensorFlow.js in Node, loaded when it is first used: it takes longer to load than most commands take without it. Its
 * types are those of `tensor-library.ts`; the conditions of `#tensor-library` in package.json choose between the two.
 */
export const tf: object = new Proxy(
  {},
  {
    get: (_, name) => Reflect.get(library(), name) as unknown,
    has: (_, name) => Reflect.has(library(), name),
    ownKeys: () => Reflect.ownKeys(library()),
    getOwnPropertyDescriptor: (_, name) => ({
      ...Reflect.getOwnPropertyDescriptor(library(), name),
      configurable: true,
    }),
  },
);
