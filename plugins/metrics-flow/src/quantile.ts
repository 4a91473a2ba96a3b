/** The value below which a share of the values lies, interpolated between neighbors; values ascending. */
export function quantile(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const [low, high] = [Number(ascending[below]), Number(ascending[Math.ceil(place)])];
  return low === high ? low : low + (place - below) * (high - low);
}
