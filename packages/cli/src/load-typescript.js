import { register } from 'tsx/esm/api';

/**
 * Lets this thread import TypeScript, also that of plugins outside this workspace. No tsconfig.json is looked for: the loader
 * would take the one of the folder of the command, whose `paths` and `baseUrl` could put other modules in the place of ours.
 */
export function loadTypeScript() {
  register({ tsconfig: false });
}
