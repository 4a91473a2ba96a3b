import { join } from 'node:path';
import { type Inside, makeFolder, writeWhole } from '@highorder/files';
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
  inside: Inside = {},
): Promise<WrittenFigures> {
  const { drawFigure } = await import('./figures/draw.ts');
  makeFolder(folder, inside);
  const known = figures.filter((figure) => figure !== undefined);
  const drawn = await Promise.all(known.map(drawFigure));
  const files = drawn.flatMap(({ name, svg, png }) => {
    const write = (type: string, content: string | Uint8Array): string => {
      const path = join(folder, `${name}.${type}`);
      writeWhole(path, content, inside);
      return path;
    };
    return [write('svg', svg), write('png', png)];
  });
  return { drawn, files };
}
