import { Command, InvalidArgumentError, Option } from 'commander';
import { verbs } from './verbs.js';
import { version } from './version.js';

/** @import { Verb, VerbOption } from './verbs.js' */

/**
 * A verb that is to be done.
 *
 * @typedef {object} Call
 * @property {string} verb
 * @property {readonly unknown[]} words Its arguments as commander gives them.
 * @property {unknown} options
 */

/**
 * The command line as commander knows it. Parsing it calls `run` with the verb, prints help or the version, or throws
 * a `CommanderError`.
 *
 * @param {(call: Call) => Promise<void>} run
 */
export function createProgram(run) {
  const program = new Command('highorder')
    .description('Train, sample, measure and compare few-step generative flows of high order.')
    .usage('VERB …')
    .version(version(), '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [verb]', 'Print the help of a verb.')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText('after', `\nExamples:\n${verbs.map(({ example }) => `  ${example}`).join('\n')}`);
  for (const verb of verbs) addVerb(program, verb, run);
  return program;
}

/**
 * @param {Command} program
 * @param {Verb} verb
 * @param {(call: Call) => Promise<void>} run
 */
function addVerb(program, { name, group, usage, summary, example, words, options, notes }, run) {
  const command = program
    .command(name)
    .helpGroup(group)
    .usage(usage)
    .description(summary)
    .helpOption('-h, --help', 'Print this help.')
    .option('--json', 'Print one JSON document on standard output, and nothing else there.')
    .addHelpText('after', `${notes === undefined ? '' : `\n${notes}\n`}\nExample:\n  ${example}`);
  for (const word of words) command.argument(word.name, word.description);
  for (const option of options) command.addOption(optionOf(option));
  command.action(() => run({ verb: name, words: command.processedArgs, options: command.opts() }));
}

/** @param {VerbOption} option */
function optionOf({ flags, description, standard, least }) {
  const option = new Option(flags, description);
  if (standard !== undefined) option.default(standard);
  return least === undefined ? option : option.argParser((text) => wholeNumber(text, least));
}

/**
 * @param {string} text
 * @param {number} least
 */
function wholeNumber(text, least) {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidArgumentError(`Expected a whole number, at least ${least}.`);
}
