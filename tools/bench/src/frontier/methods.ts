/** A combination of losses. */
export interface Method {
  readonly name: string;
  /** Matching of the orders from 1 to this one. */
  readonly orders: number;
  readonly consistent: boolean;
}

/** M1, M2 and M3, with and without self-consistency. */
export const methods: readonly Method[] = [1, 2, 3].flatMap((orders) =>
  [false, true].map((consistent) => ({ name: nameOf(orders, consistent), orders, consistent })),
);

function nameOf(orders: number, consistent: boolean): string {
  const matching = Array.from({ length: orders }, (_, index) => `M${index + 1}`);
  return [...matching, ...(consistent ? ['SC'] : [])].join(' + ');
}

/** The changes that make an experiment of a method, with hidden layers of that width: as in configs/methods. */
export function methodOverrides({ orders, consistent }: Method, width: number): readonly string[] {
  const all = Array.from({ length: orders }, (_, index) => index + 1);
  // Where there is one head alone, the velocity itself learns long steps, as in shortcut models.
  const rule = orders === 1 ? 'shortcut' : 'flow-map';
  const sees = (order: number) => {
    const lower = order === 1 ? '' : ', lower';
    return `[x, t${consistent && (order > 1 || orders === 1) ? ', d' : ''}${lower}]`;
  };
  const heads = all.map(
    (order) => `{use: mlp, order: ${order}, hidden: [${width}, ${width}], sees: ${sees(order)}}`,
  );
  const losses = all.map((order) => `{use: matching, order: ${order}}`);
  const consistency = `{use: self-consistency, rule: ${rule}, share: 0.25}`;
  return [
    `heads=[${heads.join(', ')}]`,
    `losses=[${[...losses, ...(consistent ? [consistency] : [])].join(', ')}]`,
    'integrator={use: taylor}',
  ];
}
