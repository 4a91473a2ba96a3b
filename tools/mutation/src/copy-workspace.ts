import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface WorkspaceCopy {
  readonly root: string;
  remove(): void;
}

/**
 * The sources of the workspace as they are now, committed or not, in a temporary folder. Packages from outside are links
 * to the installed ones; those of the workspace are links within the copy, so that only its sources run.
 */
export function copyWorkspace(root: string): WorkspaceCopy {
  const copy = mkdtempSync(join(tmpdir(), 'highorder-mutation-'));
  for (const path of sourcePaths(root)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(root, path), join(copy, path));
  }
  const packages = join(root, 'node_modules');
  mkdirSync(join(copy, 'node_modules', '@highorder'), { recursive: true });
  for (const name of readdirSync(packages)) {
    if (name === '@highorder' || (name.startsWith('.') && name !== '.bin')) continue;
    symlinkSync(join(packages, name), join(copy, 'node_modules', name));
  }
  for (const member of readdirSync(join(packages, '@highorder'))) {
    for (const parent of ['packages', 'plugins', 'tools']) {
      if (!existsSync(join(copy, parent, member, 'package.json'))) continue;
      symlinkSync(join('..', '..', parent, member), join(copy, 'node_modules', '@highorder', member));
    }
  }
  // TensorFlow, where it is set up: without it the tests of its engine would be skipped, and see nothing.
  const tensorflow = join(root, '.tensorflow');
  if (existsSync(tensorflow)) symlinkSync(tensorflow, join(copy, '.tensorflow'));
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true, maxRetries: 9 }) };
}

/** Files that git knows, and new ones that it does not ignore. */
function sourcePaths(root: string): readonly string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return [...new Set(list.split('\0'))].filter(
    (path) => path !== '' && existsSync(join(root, path)) && lstatSync(join(root, path)).isFile(),
  );
}
