/**
 * Ends of the exact flow of the four-mode problem, to nine digits. Computed elsewhere by an integrator of order 8.
 *
 * @module
 */

/** Where the exact flow carries a point from t = 0 to t = 1. */
export interface GoldenEnd {
  readonly path: 'vp' | 'ot' | 'cubic';
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export const goldenEnds: readonly GoldenEnd[] = [
  { path: 'vp', from: [4.6, 0.7], to: [9.88001672, 9.62184401] },
  { path: 'vp', from: [0.5, 5.2], to: [9.99559352, 10.2504402] },
  { path: 'ot', from: [4.6, 0.7], to: [9.87812624, 9.62451402] },
  { path: 'ot', from: [0.5, 5.2], to: [9.99831284, 10.2522749] },
  { path: 'cubic', from: [4.6, 0.7], to: [9.87812624, 9.62451402] },
];
