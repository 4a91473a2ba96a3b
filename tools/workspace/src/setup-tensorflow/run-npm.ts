import { type Command, runCommand } from './run-command.ts';

/** Runs npm in a folder of its own, as if not called from npm itself. */
export async function runNpm(
  words: readonly string[],
  rest: Pick<Command, 'folder' | 'seconds'>,
): Promise<string> {
  // Under `npm run`, this is the very npm that runs; it works on all platforms.
  const script = process.env['npm_execpath'];
  const environment = environmentForNpm(process.env);
  const common = { label: `\`npm ${words.join(' ')}\``, environment, ...rest };
  return script === undefined
    ? runCommand({ ...common, program: 'npm', words })
    : runCommand({ ...common, program: process.execPath, words: [script, ...words] });
}

/** npm passes on where it works, which would send an inner npm to the outer folder. */
export function environmentForNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(?:npm_(?:package_.*|lifecycle_.*|config_local_prefix|command)|INIT_CWD)$/i.test(name),
    ),
  );
}
