/**
 * Writes the generated files of the workspace: `npm run generate`. With `--check` it writes nothing, names the files
 * that are out of date and exits with status 1 where there are any.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files/all.ts';
import { readTextIfPresent, root } from './root.ts';

const check = process.argv.includes('--check');

for (const file of generatedFiles()) {
  const content = await file.content();
  if (content === readTextIfPresent(file.path)) continue;
  if (check) {
    console.error(`${file.path} is out of date: run npm run generate.`);
    process.exitCode = 1;
  } else {
    writeFileSync(join(root, file.path), content);
    console.log(`wrote ${file.path}`);
  }
}
