import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Edit, editText, withUnknownKey } from './edit-text.ts';

const text = 'name: a\nheads:\n  - { use: mlp }\n  order: 1';
const edit = (kind: Edit['kind'], place: number, by = ''): string =>
  editText(text, [{ kind, place, text: by }]);

test('each kind of edit changes its place', () => {
  expect(edit('drop', 1)).toBe('name: a\n  - { use: mlp }\n  order: 1');
  expect(edit('double', 0)).toBe('name: a\nname: a\nheads:\n  - { use: mlp }\n  order: 1');
  expect(edit('swap', 0)).toBe('heads:\nname: a\n  - { use: mlp }\n  order: 1');
  expect(edit('value', 4, '1e9')).toBe('name:1e9\nheads:\n  - { use: mlp }\n  order: 1'.replace(':1', ': 1'));
  expect(edit('rename', 0, '__proto__')).toMatch(/^__proto__: a\n/);
  expect(edit('insert', 3, 'x: 1')).toMatch(/\n {2}x: 1\n {2}order: 1$/);
  expect(edit('cut', 1)).toBe('name: a\nh');
});

test('edits of any places end in a text', () => {
  const kinds = ['drop', 'double', 'swap', 'value', 'rename', 'insert', 'character', 'cut'] as const;
  const edits = fc.array(fc.record({ kind: fc.constantFrom(...kinds), place: fc.nat(), text: fc.string() }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(fc.string(), edits, (start, changes) => typeof editText(start, changes) === 'string'),
    {
      seed: 1,
    },
  );
});

test('an unknown key lands in a map, or nowhere', () => {
  expect(withUnknownKey(text, 3)).toMatch(/\n {2}zzUnknown: 1\n {2}order: 1$/);
  expect(withUnknownKey(text, 2)).toBeUndefined();
});
