import { expect, test } from 'vitest';
import { generatedFiles } from '../generated-files/all.ts';
import { readTextIfPresent } from '../root.ts';

test.each(generatedFiles())('$path is what npm run generate writes', async (file) => {
  expect(readTextIfPresent(file.path)).toBe(await file.content());
});
