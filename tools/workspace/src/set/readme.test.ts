import { expect, test } from 'vitest';
import { listedOptions, parseReadme } from './readme.ts';

const text = `# Two paths

## first

### What
It goes.

### Options
- \`a\` (default \`1\`): the rate.
- \`b\`: the other, with no default.
- \`c\`

\`\`\`sh
## no heading
\`\`\`

## second

### What
It stays.
`;

test('a README is cut at its headings, not inside fences', () => {
  const { title, pages } = parseReadme(text);
  expect(title).toBe('Two paths');
  expect(pages.map(({ name, sections }) => [name, [...sections.keys()]])).toEqual([
    ['first', ['What', 'Options']],
    ['second', ['What']],
  ]);
});

test('options are listed one a line, each with its meaning', () => {
  expect(listedOptions(parseReadme(text).pages[0]?.sections.get('Options') ?? '')).toEqual(['a', 'b']);
});
