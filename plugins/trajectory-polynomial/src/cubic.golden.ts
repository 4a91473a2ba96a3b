/** Weights of the cubic path, computed with 60 decimal digits. Entry k of a weight is its k-th time derivative. */
export const golden = [
  { t: 0.0, alpha: [0, 0, 6.0, -12.0], beta: [1.0, 0, -6.0, 12.0] },
  { t: 0.1, alpha: [0.028, 0.54, 4.8, -12.0], beta: [0.972, -0.54, -4.8, 12.0] },
  { t: 0.25, alpha: [0.15625, 1.125, 3.0, -12.0], beta: [0.84375, -1.125, -3.0, 12.0] },
  { t: 0.5, alpha: [0.5, 1.5, 0, -12.0], beta: [0.5, -1.5, 0, 12.0] },
  { t: 0.9, alpha: [0.972, 0.54, -4.8, -12.0], beta: [0.028, -0.54, 4.8, 12.0] },
] as const;
