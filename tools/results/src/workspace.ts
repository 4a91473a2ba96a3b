import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const workspace = fileURLToPath(new URL('../../..', import.meta.url));
