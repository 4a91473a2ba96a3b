import type { TopLevelSpec } from 'vega-lite';

/** A drawing, not yet drawn. */
export interface Figure {
  /** Of its files, without an ending. */
  readonly name: string;
  readonly title: string;
  /** What the reader should know: which points, how many, what was left out. */
  readonly caption: string;
  /** The picture in words, for those who do not see it. */
  readonly alt: string;
  readonly specification: TopLevelSpec;
}

/** A drawing as files hold it. */
export interface DrawnFigure extends Figure {
  readonly svg: string;
  readonly png: Uint8Array;
}

/** A view that lies in a row or a grid of views. */
export type Panel = Extract<TopLevelSpec, { hconcat: unknown[] }>['hconcat'][number];

/** A view that lies over others. */
export type Layer = Extract<TopLevelSpec, { layer: unknown[] }>['layer'][number];
