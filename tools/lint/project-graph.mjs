/**
 * The boundary rule of Nx reads a stored project graph; where there is none it says nothing and lint passes. So lint
 * makes the graph itself, and fails where a package has no room in it.
 *
 * @module
 */
import { createProjectGraphAsync } from '@nx/devkit';
import { rooms } from './rooms.mjs';

/** Makes and stores the project graph. Throws where a package has no tag of a known room. */
export async function storeProjectGraph() {
  const { nodes } = await createProjectGraphAsync({ exitOnError: false, resetDaemonClient: true });
  const known = new Set(rooms.map(({ name }) => `room:${name}`));
  const members = Object.values(nodes).filter(({ data }) => data.root !== '.');
  if (members.length === 0) throw new Error('The project graph is empty, so no wall can be checked.');
  const homeless = members.filter(({ data }) => !data.tags?.some((tag) => known.has(tag)));
  if (homeless.length === 0) return;
  const folders = homeless.map(({ data }) => data.root).join(', ');
  throw new Error(`No room: ${folders}. Give "nx.tags" in package.json one of ${[...known].join(', ')}.`);
}
