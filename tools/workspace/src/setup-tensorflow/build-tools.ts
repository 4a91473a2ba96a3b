import { runCommand } from './run-command.ts';
import { SetupError } from './setup-error.ts';

/** A program that building needs. */
interface Tool {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
}

/** Python, which has the packer of the library's package at hand. */
export function pythonProgram(environment: NodeJS.ProcessEnv = process.env): string {
  return environment['PYTHON'] ?? 'python3';
}

function toolsFor(environment: NodeJS.ProcessEnv): readonly Tool[] {
  const python = pythonProgram(environment);
  return [
    { name: 'Python 3', program: python, words: ['--version'] },
    { name: 'pip', program: python, words: ['-m', 'pip', '--version'] },
    { name: 'a C++ compiler (g++)', program: environment['CXX'] ?? 'g++', words: ['--version'] },
    { name: 'make', program: 'make', words: ['--version'] },
  ];
}

/** Throws, naming all that is missing at once, where the addon cannot be built here. */
export async function requireBuildTools(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const missing: string[] = [];
  for (const { name, program, words } of toolsFor(environment)) {
    await runCommand({ program, words, environment }).catch(() => missing.push(name));
  }
  if (missing.length === 0) return;
  throw new SetupError(
    `Building TensorFlow's addon needs ${missing.join(', ')}, which this machine does not have.`,
    'Install them, on Debian or Ubuntu with `apt-get install python3 python3-pip g++ make`.\n' +
      'PYTHON and CXX name other programs than python3 and g++.',
  );
}
