import type { Frame } from './frame.ts';
import type { Layer } from './figure.ts';
import { colors } from './theme.ts';

/** How a cloud of points looks. */
export interface CloudStyle {
  /** Name of the data set, and of its entry in the legend. */
  readonly name: string;
  /** Area of a point, square pixels. */
  readonly size: number;
  readonly opacity: number;
  readonly color?: ReturnType<typeof cloudColors>;
}

/** The positions of points in a frame. */
export function planeEncoding(frame: Frame, dimension: number) {
  const [x, y] = axisNames(dimension);
  return {
    x: axis('x', x, frame.x, frame.width),
    y: axis('y', y, frame.y, frame.height),
  };
}

/** A cloud of points, its color by its name. What lies outside the frame is cut off. */
export function cloud({ name, size, opacity, color }: CloudStyle): Layer {
  return {
    data: { name },
    mark: { type: 'circle', size, opacity, clip: true },
    encoding: { color: { datum: name, ...color } },
  };
}

/** The color scale of clouds, and so their legend. */
export function cloudColors(domain: readonly ('source' | 'target' | 'generated')[]) {
  return {
    type: 'nominal' as const,
    scale: { domain: [...domain], range: domain.map((name) => colors[name]) },
  };
}

/** What figures of the plane say about further coordinates. */
export function dimensionNote(dimension: number): string {
  return dimension > 2 ? ` The points have ${dimension} coordinates; the first two are drawn.` : '';
}

/** Names of the first two coordinates. */
export function axisNames(dimension: number): readonly [string, string] {
  return dimension === 2 ? ['x', 'y'] : ['x₁', 'x₂'];
}

function axis(field: string, title: string, domain: readonly [number, number], pixels: number) {
  return {
    field,
    type: 'quantitative' as const,
    title,
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { tickCount: Math.max(3, Math.round(pixels / 65)) },
  };
}
