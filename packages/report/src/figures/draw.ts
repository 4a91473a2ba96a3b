import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { DrawnFigure, Figure } from './figure.ts';
import { shorten } from './shorten.ts';
import { theme } from './theme.ts';

const locate = createRequire(import.meta.url).resolve;

/** Draws a figure as SVG, and as PNG at twice its size. */
export async function drawFigure(figure: Figure): Promise<DrawnFigure> {
  const { spec } = compile(figure.specification, { config: theme });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logLevel: vega.Error });
  const svg = ownIds(shorten(await view.toSVG()), figure.name);
  view.finalize();
  return { ...figure, svg, png: rasterize(svg) };
}

/** Names inside a drawing begin with its own name, so that several drawings can stand in one page. */
function ownIds(svg: string, name: string): string {
  return svg.replace(/\bid="/g, `id="${name}-`).replace(/url\(#/g, `url(#${name}-`);
}

function rasterize(svg: string): Uint8Array {
  const fontFiles = ['DejaVuSans', 'DejaVuSans-Bold'].map((face) =>
    locate(`dejavu-fonts-ttf/ttf/${face}.ttf`),
  );
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
}
