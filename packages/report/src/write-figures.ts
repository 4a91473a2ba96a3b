import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrawnFigure, Figure } from './figures/figure.ts';

/** Figures with the files they were written to. */
export interface WrittenFigures {
  readonly drawn: readonly DrawnFigure[];
  readonly files: readonly string[];
}

/** Draws figures and writes each into a folder as SVG and PNG. */
export async function writeFigures(
  figures: readonly (Figure | undefined)[],
  folder: string,
): Promise<WrittenFigures> {
  const { drawFigure } = await import('./figures/draw.ts');
  await mkdir(folder, { recursive: true });
  const known = figures.filter((figure) => figure !== undefined);
  const drawn = await Promise.all(known.map(drawFigure));
  const files = await Promise.all(drawn.map((figure) => writeFigure(figure, folder)));
  return { drawn, files: files.flat() };
}

async function writeFigure({ name, svg, png }: DrawnFigure, folder: string): Promise<readonly string[]> {
  const files = [join(folder, `${name}.svg`), join(folder, `${name}.png`)] as const;
  await Promise.all([writeFile(files[0], svg), writeFile(files[1], png)]);
  return files;
}
