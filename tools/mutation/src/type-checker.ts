import { join } from 'node:path';
import typescript from 'typescript';

/** Names that a fault leaves without a use: no error of the fault's. */
const unused: ReadonlySet<number> = new Set([6133, 6192, 6196, 6198]);

/** Tells whether a source with a fault in it still has no error of types. */
export type TypeChecker = (file: string, text: string) => boolean;

/** A type checker for some sources, by paths from the root: those that may get faults. */
export function openTypeChecker(root: string, sources: readonly string[]): TypeChecker {
  const files = sources.map((source) => join(root, source));
  const { sys, ScriptSnapshot } = typescript;
  const settings = readSettings(root);
  // Read at once: later, while tests run, a file on disk may be a broken one.
  const sound = new Map(files.map((path) => [path, sys.readFile(path) ?? '']));
  const current = new Map(files.map((path) => [path, { text: sound.get(path), version: 0 }]));
  const service = typescript.createLanguageService({
    getCompilationSettings: () => settings,
    getScriptFileNames: () => files,
    getScriptVersion: (path) => String(current.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = current.get(path)?.text ?? sys.readFile(path);
      return text === undefined ? undefined : ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (options) => typescript.getDefaultLibFilePath(options),
    fileExists: (path) => sys.fileExists(path),
    readFile: (path, encoding) => sys.readFile(path, encoding),
    readDirectory: (...given) => sys.readDirectory(...given),
    directoryExists: (path) => sys.directoryExists(path),
    getDirectories: (path) => sys.getDirectories(path),
    realpath: (path) => sys.realpath?.(path) ?? path,
  });
  const set = (path: string, text: string | undefined) =>
    current.set(path, { text, version: (current.get(path)?.version ?? 0) + 1 });
  return (file, text) => {
    const path = join(root, file);
    set(path, text);
    const errors = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
    set(path, sound.get(path));
    return errors.every(({ code }) => unused.has(code));
  };
}

function readSettings(root: string): typescript.CompilerOptions {
  const path = join(root, 'tsconfig.base.json');
  const { config } = typescript.readConfigFile(path, (name) => typescript.sys.readFile(name));
  const { options } = typescript.convertCompilerOptionsFromJson(config.compilerOptions, root, path);
  // One error fewer to sort out: nothing is emitted.
  return {
    ...options,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
  };
}
