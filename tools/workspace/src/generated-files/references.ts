import { posix } from 'node:path';
import { formatJson } from '../format-json.ts';
import { declaredDependencies, type WorkspacePackage, workspacePackages } from '../packages.ts';
import { readText, readTextIfPresent } from '../root.ts';
import type { GeneratedFile } from './generated-file.ts';

/** The root tsconfig.json: it names every package, so that `tsc -b` builds all. */
export const rootReferences: GeneratedFile = {
  path: 'tsconfig.json',
  content: () => withReferences('tsconfig.json', typedPackages().map(folderOf)),
};

/** The tsconfig.json of each package: it names the packages that its package.json depends on. */
export function packageReferences(): readonly GeneratedFile[] {
  const packages = typedPackages();
  return packages.map((each) => ({
    path: tsconfigOf(each),
    content: () => {
      const declared = declaredDependencies(each);
      const targets = packages.filter(({ manifest }) => Object.hasOwn(declared, manifest.name));
      return withReferences(
        tsconfigOf(each),
        targets.map((target) => posix.relative(each.folder, target.folder)),
      );
    },
  }));
}

function typedPackages(): readonly WorkspacePackage[] {
  return workspacePackages().filter((each) => readTextIfPresent(tsconfigOf(each)) !== undefined);
}

function folderOf({ folder }: WorkspacePackage): string {
  return folder;
}

function tsconfigOf({ folder }: WorkspacePackage): string {
  return `${folder}/tsconfig.json`;
}

function withReferences(path: string, folders: readonly string[]): string {
  const settings: unknown = JSON.parse(readText(path));
  return formatJson({ ...Object(settings), references: folders.map((folder) => ({ path: folder })) });
}
