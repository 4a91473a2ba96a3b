import { CommanderError } from 'commander';

/** A mistake on the command line that its grammar does not forbid. */
export function usageError(message: string): CommanderError {
  return new CommanderError(2, 'highorder.usage', message);
}
