import type { Registry } from '@highorder/config';
import type { Candidate, EngineProbe } from '@highorder/lab';
import type { PluginFailure } from '@highorder/runtime';
import { assembleWords, openRegistry } from '../compose.ts';
import { columns } from '../output/columns.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { version } from '../version.js';

/** Small, and with every order of step that training has. */
const reference = ['problems/eight-modes', 'methods/homo-2'];

export default async function doctor(options: JsonOption): Promise<void> {
  const { describeMachine, probeEngine } = await import('@highorder/lab');
  const { tf } = await import('@highorder/core');
  const registry = await openRegistry();
  const machine = describeMachine();
  const versions = { highorder: version(), node: process.versions.node, tfjs: tf.version_core };
  const probes: EngineProbe[] = [];
  for (const candidate of await candidates(registry)) {
    note(`Trying ${nameOf(candidate)}.`);
    probes.push(await probeEngine(candidate));
  }
  const { platform, architecture, processor, cores, memoryGiB } = machine;
  const facts = columns([
    ['highorder', versions.highorder],
    ['node', versions.node],
    ['tfjs', versions.tfjs],
    ['xla', xlaText(xlaOf(probes))],
    ['machine', `${platform} ${architecture}, ${processor}, ${cores} cores, ${memoryGiB} GiB`],
  ]);
  print(options, {
    document: { versions, machine, xla: xlaOf(probes), engines: probes, pluginFailures: registry.failures },
    text: [`${facts}\n`, ...probes.map(probeText), ...registry.failures.map(failureText)].join('\n'),
  });
}

/** A package whose plugins were left out. */
function failureText({ package: name, reason }: PluginFailure): string {
  return `no   plugins of ${name}: ${reason}`;
}

/** Every engine, on each of its backends where it has several. */
async function candidates(registry: Registry): Promise<readonly Candidate[]> {
  const { choicesOf } = await import('../plugin-options.ts');
  return registry.names('engine').flatMap((engine) => {
    // What is not trained with is left out, so that nothing else can fail.
    const words = [...reference, 'training.batch=512', 'evaluation.metrics=[]', `engine.use=${engine}`];
    const plugin = registry.find('engine', engine);
    const backends =
      plugin === undefined ? [] : choicesOf(plugin, 'backend').filter((name) => name !== 'auto');
    if (backends.length === 0) return [{ engine, assemble: () => assembleWords(words) }];
    return backends.map((backend) => ({
      engine,
      backend,
      assemble: () => assembleWords([...words, `engine.backend=${backend}`]),
    }));
  });
}

/** Whether TensorFlow's compiler was found to work, and why not. */
interface Xla {
  readonly there: boolean;
  readonly reason?: string;
  readonly wayOut?: string;
}

/** The engine of that name opens only after XLA compiled something. */
function xlaOf(probes: readonly EngineProbe[]): Xla {
  const probe = probes.find(({ engine }) => engine === 'xla');
  if (probe === undefined) return { there: false, reason: 'no engine asks for it' };
  const { loads, reason, wayOut } = probe;
  if (loads) return { there: true };
  return { there: false, ...(reason && { reason }), ...(wayOut && { wayOut }) };
}

function xlaText({ there, reason }: Xla): string {
  return there ? 'compiles' : `is not there: ${reason}`;
}

function nameOf({ engine, backend }: Pick<Candidate, 'engine' | 'backend'>): string {
  return backend === undefined ? engine : `${engine} on ${backend}`;
}

function probeText(probe: EngineProbe): string {
  const { version, stepMilliseconds, reason, wayOut } = probe;
  if (stepMilliseconds !== undefined) {
    const time = stepMilliseconds.toFixed(1);
    return `yes  ${nameOf(probe)} ${version}: ${time} ms a training step (${reference.join(' ')}, batch 512)`;
  }
  const what = probe.loads ? ` ${version} loads, but a training step fails` : '';
  return [`no   ${nameOf(probe)}${what}: ${reason}`, ...(wayOut === undefined ? [] : [wayOut])].join(
    '\n    ',
  );
}
