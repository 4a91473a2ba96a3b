/**
 * The one-to-one matching of n rows and n columns with the least total cost: for each row its column. The costs, row by row, are finite.
 *
 * Each row is added by the shortest augmenting path in reduced costs, found as by Dijkstra; potentials of rows and columns keep the
 * reduced costs from falling below zero. At most n^3 operations, and far fewer where few columns are fought over.
 * Source: Crouse, On implementing 2D rectangular assignment algorithms (2016), after Jonker and Volgenant.
 */
export function leastMatching(costs: Float64Array, n: number): Int32Array {
  const rowPotential = new Float64Array(n);
  const columnPotential = new Float64Array(n);
  const columnOf = new Int32Array(n).fill(-1);
  const rowOf = new Int32Array(n).fill(-1);
  const distance = new Float64Array(n);
  const before = new Int32Array(n);
  /** Columns that are not reached yet, in its first places. */
  const open = new Int32Array(n);
  for (let start = 0; start < n; start++) {
    distance.fill(Infinity);
    for (let column = 0; column < n; column++) open[column] = column;
    let left = n;
    let least = 0;
    let row = start;
    let end = -1;
    while (end < 0) {
      const base = row * n;
      const offset = least - (rowPotential[row] as number);
      let place = 0;
      least = Infinity;
      for (let index = 0; index < left; index++) {
        const column = open[index] as number;
        const through = offset + (costs[base + column] as number) - (columnPotential[column] as number);
        if (through < (distance[column] as number)) {
          distance[column] = through;
          before[column] = row;
        }
        const reached = distance[column] as number;
        // Of equally near columns a free one ends the search.
        if (reached < least || (reached === least && rowOf[column] === -1)) {
          least = reached;
          place = index;
        }
      }
      const column = open[place] as number;
      row = rowOf[column] as number;
      if (row === -1) end = column;
      // Reached columns stand in the last places.
      open[place] = open[--left] as number;
      open[left] = column;
    }
    raisePotentials(start, left, least);
    for (let column = end, own = -1; own !== start; ) {
      own = before[column] as number;
      rowOf[column] = own;
      const next = columnOf[own] as number;
      columnOf[own] = column;
      column = next;
    }
  }
  return columnOf;

  function raisePotentials(start: number, left: number, least: number): void {
    rowPotential[start] = (rowPotential[start] as number) + least;
    for (let index = left; index < n; index++) {
      const column = open[index] as number;
      const gain = least - (distance[column] as number);
      columnPotential[column] = (columnPotential[column] as number) - gain;
      const owner = rowOf[column] as number;
      if (owner >= 0) rowPotential[owner] = (rowPotential[owner] as number) + gain;
    }
  }
}
