/** A step of the setup that failed: in one line, and what a program said. */
export class SetupError extends Error {
  readonly detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.name = 'SetupError';
    this.detail = detail;
  }
}

/** The one line, of any error. */
export function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}
