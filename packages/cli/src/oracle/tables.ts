import { columns } from '../output/columns.ts';
import type { PointFields } from './fields.ts';

/** A line a point: t, the point, and every field, with a header such as `velocity.0`. All digits. */
export function fieldsToCsv(points: readonly PointFields[]): string {
  const rows = points.map(cells);
  const header = (rows[0] ?? []).map(({ name }) => name).join(',');
  return [header, ...rows.map((row) => row.map(({ value }) => String(value)).join(','))].join('\n');
}

function cells({ t, x, logDensity, velocity, conditional, material, endpoint }: PointFields) {
  const all = (name: string, values: readonly number[]) =>
    values.map((value, axis) => ({ name: `${name}.${axis}`, value }));
  const ordered = (name: string, orders: PointFields['conditional']) =>
    Object.entries(orders).flatMap(([order, values]) => all(`${name}.${order}`, values));
  return [
    { name: 't', value: t },
    ...all('x', x),
    { name: 'logDensity', value: logDensity },
    ...all('velocity', velocity),
    ...ordered('conditional', conditional),
    ...ordered('material', material),
    ...all('endpoint', endpoint ?? []),
  ];
}

/** A block a point, for people: ten digits. */
export function fieldsText(points: readonly PointFields[]): string {
  return points.map(block).join('\n\n');
}

function block({ t, x, logDensity, velocity, conditional, material, endpoint }: PointFields): string {
  const vector = (values: readonly number[]) => values.map(digits);
  const rows = [
    ['log density', digits(logDensity)],
    ['velocity', ...vector(velocity)],
    ...Object.entries(conditional).map(([order, values]) => [`conditional ${order}`, ...vector(values)]),
    ...Object.entries(material).map(([order, values]) => [`material ${order}`, ...vector(values)]),
    ...(endpoint === undefined ? [] : [['endpoint', ...vector(endpoint)]]),
  ];
  return `t = ${t}, x = (${x.join(', ')})\n${columns(rows, '  ')}`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(10)));
}
