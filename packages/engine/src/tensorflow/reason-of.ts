/** Why something did not load: the first line of what its error says, without a full stop. */
export function reasonOf(error: unknown): string {
  if (isMissingPackage(error)) return 'the package is not installed';
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n', 1)
    .join('')
    .replace(/[.\s]+$/, '');
}

/** Whether an import failed because there is nothing to import. */
export function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
