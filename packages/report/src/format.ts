/** A number in three significant digits, whole from 1000 on, in powers of ten where it is very small or large. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return 'not finite';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-3 || size >= 1e6) return value.toExponential(2);
  return size >= 1000 ? String(Math.round(value)) : value.toPrecision(3);
}

/** A number that somebody chose, such as a weight: at most three significant digits, without idle zeros. */
export function formatChosen(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && size < 1e-3
    ? String(Number(value.toPrecision(3)))
    : String(Number(value.toPrecision(6)));
}

/** A moment to the minute: `2025-04-01 10:15 UTC`. What is not a moment is kept as it is. */
export function formatMoment(moment: string): string {
  const time = new Date(moment);
  if (Number.isNaN(time.getTime())) return moment;
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A count with its thousands apart: 21 704. The space is thin and does not break. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** A duration in the units one would say: `41.3 s`, `2 min 05 s`, `3 h 12 min`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  if (seconds < 59.95) return `${seconds.toFixed(1)}\u00a0s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0
    ? `${hours}\u00a0h ${two(minutes)}\u00a0min`
    : `${minutes}\u00a0min ${two(whole % 60)}\u00a0s`;
}

/** `1 step`, `16 steps`. */
export function formatSteps(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
