/** Where the search begins. */
export interface PlaceRequest {
  /** The address of a module, such as `file:///project/node_modules/a/b.js`. */
  readonly near: string;
  /** A folder that was chosen instead of the search, absolute. */
  readonly chosen: string | undefined;
}

/** The folder that `npm run setup:tensorflow` makes. It survives `npm ci`, which empties `node_modules`. */
export const setupFolder = '.tensorflow';

/** The optional package. */
export const packageName = '@tensorflow/tfjs-node';

/** The entry of the package within such a folder. */
const entry = `node_modules/${packageName}/dist/index.js`;

/**
 * Addresses where the package may have been set up: the chosen folder, or a `.tensorflow` in each folder above the
 * module, nearest first.
 */
export function tensorflowPlaces({ near, chosen }: PlaceRequest): readonly string[] {
  if (chosen !== undefined) return [new URL(`${chosen.replace(/\/$/, '')}/${entry}`, 'file:///').href];
  return foldersAbove(near).map((folder) => new URL(`${setupFolder}/${entry}`, folder).href);
}

function foldersAbove(address: string): readonly string[] {
  const folder = new URL('.', address).href;
  const above = new URL('..', folder).href;
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}
