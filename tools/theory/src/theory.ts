/**
 * Answers the questions of `docs/theory.md` anew: `npm run theory`, or some of them, `npm run theory -- gap clock`.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawFigure } from '@highorder/report';
import { answerPage, fillMarks, tableText } from './page/markdown.ts';
import { workspace } from './problems.ts';
import { isQuestion, questionNames, questions } from './questions.ts';
import { openStudies } from './studies.ts';

const folder = join(workspace, 'docs/theory');
const words = process.argv.slice(2);
const unknown = words.filter((word) => !isQuestion(word));
if (unknown.length > 0) {
  console.error(`There is no question "${unknown.join('", "')}". Known: ${questionNames.join(', ')}.`);
  process.exitCode = 2;
} else {
  await answerAll(words.length === 0 ? questionNames : words.filter(isQuestion));
}

async function answerAll(names: typeof questionNames): Promise<void> {
  const studies = openStudies((line) => console.log(line));
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const { default: ask } = await questions[name]();
    const answer = await ask(studies);
    write(join(folder, `${name}.md`), answerPage(name, answer));
    for (const figure of answer.figures) {
      const { svg } = await drawFigure(figure);
      write(join(folder, `${figure.name}.svg`), svg);
    }
    const page = join(workspace, 'docs/theory.md');
    const [first] = answer.tables;
    if (first !== undefined) write(page, fillMarks(readFileSync(page, 'utf8'), name, tableText(first)));
  }
}

function write(path: string, text: string): void {
  writeFileSync(path, text);
}
