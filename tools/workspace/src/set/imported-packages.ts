import { isBuiltin } from 'node:module';
import typescript from 'typescript';
import { readText } from '../root.ts';

/** The packages that a source imports, statically or dynamically, by name. Nothing of Node, no path inside its own package. */
export function importedPackages(path: string): readonly string[] {
  const { importedFiles } = typescript.preProcessFile(readText(path), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((specifier) => !/^[.#]/.test(specifier) && !isBuiltin(specifier))
    .map(packageOf);
}

/** `@scope/name` of `@scope/name/some/file`, `name` of `name/file`. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
