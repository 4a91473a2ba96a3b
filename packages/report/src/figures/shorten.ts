/**
 * A drawing by Vega without what nobody sees: digits beyond a hundredth of a pixel, frames without paint, roles of
 * inner groups (the drawing is one image with one description). Files of many points shrink to a third.
 */
export function shorten(svg: string): string {
  return svg
    .replace(/<path class="(?:background|foreground)"[^>]*\/>/g, (frame) =>
      / (?:fill|stroke)="/.test(frame) ? frame : '',
    )
    .replace(/<g [^>]*>/g, (group) => group.replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, ''))
    .replace(/ (?:transform|d)="[^"]*"/g, (positions) =>
      positions.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2)))),
    );
}
