import { expect, test } from 'vitest';
import { html, trusted } from './markup.ts';

test('text and numbers are escaped, markup is kept, lists are joined, undefined leaves no trace', () => {
  const inner = html`<b title="${'"&\''}">${1 < 2 ? '<i>' : 2}</b>`;
  expect(inner.markup).toBe('<b title="&quot;&amp;&#39;">&lt;i&gt;</b>');
  expect(html`<p>${inner}${undefined}${[3, trusted('<br>')]}</p>`.markup).toBe(
    '<p><b title="&quot;&amp;&#39;">&lt;i&gt;</b>3<br></p>',
  );
});
