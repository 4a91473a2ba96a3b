/** A warning of the run in words. */
export function warningText(message: string): string {
  return `Warning: ${message}`;
}
