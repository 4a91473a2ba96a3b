import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const workspace = resolve(import.meta.dirname, '../../..');

/** The files of a commit in a folder of their own, ready to run. */
export interface Checkout {
  readonly folder: string;
  remove(): void;
}

/** The full name of a commit. Throws where there is none of that name. */
export function commitOf(name: string): string {
  return git(['rev-parse', '--verify', `${name}^{commit}`]).trim();
}

/** Packages of others are those of this workspace where the lock file names the same versions, and installed anew where it does not. */
export function checkOut(commit: string): Checkout {
  const parent = mkdtempSync(join(tmpdir(), 'highorder-same-bits-'));
  const folder = join(parent, 'checkout');
  git(['worktree', 'add', '--detach', folder, commit]);
  const remove = () => {
    git(['worktree', 'remove', '--force', folder]);
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    if (lockedVersions(folder) === lockedVersions(workspace)) linkModules(folder);
    else
      execFileSync('npm', ['ci', '--ignore-scripts'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Which version of each package of others a lock file names, as a text to compare. */
function lockedVersions(root: string): string {
  interface Lock {
    readonly packages: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
  }
  const { packages }: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, { version }]) => `${path} ${version}`)
    .sort()
    .join('\n');
}

/** Links every package of others, and the checkout's own packages by their names. */
function linkModules(folder: string): void {
  const [theirs, ours] = [join(workspace, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(join(ours, '@highorder'), { recursive: true });
  for (const name of readdirSync(theirs)) {
    if (name !== '@highorder') symlinkSync(join(theirs, name), join(ours, name));
  }
  for (const kind of ['packages', 'plugins', 'tools']) {
    for (const name of readdirSync(join(folder, kind))) linkPackage(join(folder, kind, name), ours);
  }
}

function linkPackage(folder: string, modules: string): void {
  if (!readdirSync(folder).includes('package.json')) return;
  const { name }: { readonly name: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  symlinkSync(folder, join(modules, name));
}

function git(words: readonly string[]): string {
  return execFileSync('git', words, {
    cwd: workspace,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
