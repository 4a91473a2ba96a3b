/** Throws `InputError` with the closest known name where a name is not among the known ones. */
export async function requireKnown(what: string, name: string, known: readonly string[]): Promise<void> {
  if (known.includes(name)) return;
  const { closestName } = await import('@highorder/config');
  const { InputError } = await import('@highorder/core');
  const closest = closestName(name, known);
  throw new InputError({
    message: `No ${what} is called "${name}".`,
    expected: `one of ${known.join(', ')}`,
    fix: closest === undefined ? undefined : `Did you mean ${closest}?`,
  });
}
