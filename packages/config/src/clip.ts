/** A text cut to a length that fits into a message. */
export function clip(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 20)}… (${text.length} characters)`;
}

const longest = 160;

/** A line in two parts at a place, cut to what is near it. */
export function clipAround(line: string, place: number): { readonly before: string; readonly after: string } {
  const before = line.slice(0, place);
  const after = line.slice(place);
  if (line.length <= longest) return { before, after };
  const half = longest / 2;
  return {
    before: before.length <= half ? before : `…${before.slice(-half)}`,
    after: after.length <= half ? after : `${after.slice(0, half)}…`,
  };
}
