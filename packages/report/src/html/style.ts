/** The style sheet of every page: one column, light or dark as the reader prefers, fit for paper and for a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1d2126; --muted: #5c6570; --line: #dfe3e8; --paper: #ffffff; --soft: #f5f7f9;
  --accent: #0072b2; --good: #00664b; --good-soft: #e3f4ee; --bad: #a33c00; --bad-soft: #fdeee4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9ed; --muted: #a3adb8; --line: #363d45; --paper: #16191d; --soft: #1f242a;
    --accent: #56b4e9; --good: #5fd0ae; --good-soft: #12352b; --bad: #f0a070; --bad-soft: #3d2414;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 64rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Roboto, sans-serif;
  overflow-wrap: break-word;
}
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.75rem 0 0.9rem; padding-bottom: 0.3rem; font-size: 1.25rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
p { margin: 0.5rem 0; }
code, pre, .mono { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.86em; }
pre { padding: 0.8rem 1rem; overflow-x: auto; background: var(--soft); border-radius: 6px; line-height: 1.45; }
.muted { color: var(--muted); }
.small { font-size: 0.875rem; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.9rem; }
.badge {
  padding: 0.1rem 0.65rem; border: 1px solid currentColor; border-radius: 1rem; color: var(--muted);
  font-size: 0.85rem; font-weight: 600;
}
.badge.done { color: var(--good); background: var(--good-soft); }
.badge.failed, .badge.interrupted { color: var(--bad); background: var(--bad-soft); }
.facts { display: flex; flex-wrap: wrap; gap: 1px; margin: 1.5rem 0 0;
  background: var(--line); border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.facts div { flex: 1 1 11rem; padding: 0.6rem 0.85rem; background: var(--paper); }
.facts dt { color: var(--muted); font-size: 0.8rem; }
.facts dd { margin: 0; font-weight: 600; }
.notice { margin: 1.5rem 0 0; padding: 0.75rem 1rem; color: var(--bad); background: var(--bad-soft); border-radius: 6px; }
.notice ul { margin: 0.3rem 0 0; padding-left: 1.2rem; color: var(--ink); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.38rem 0.7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-size: 0.82rem; font-weight: 600; border-bottom: 0; vertical-align: bottom; }
thead td { border-bottom: 0; font-size: 0.82rem; }
thead tr:last-child > * { border-bottom: 2px solid var(--line); }
tbody th { font-weight: 600; }
caption { padding: 0 0 0.5rem; text-align: left; color: var(--muted); font-size: 0.875rem; }
.numbers th + th, .numbers td { text-align: right; white-space: nowrap; }
.unresolved { color: var(--muted); }
.numbers.methods .word { text-align: left; white-space: normal; }
.numbers.methods th.word { white-space: nowrap; }
.numbers .range { color: var(--muted); font-size: 0.82em; font-weight: 400; }
.better { color: var(--good); font-weight: 600; }
.worse { color: var(--bad); font-weight: 600; }
tr.default td, tr.default th { color: var(--muted); font-weight: 400; }
.values td, .values th { font-size: 0.85rem; }
figure { margin: 1.5rem 0 2.25rem; }
.drawing { overflow-x: auto; padding: 0.5rem; background: #ffffff; border: 1px solid var(--line); border-radius: 6px; }
.drawing svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
figcaption { margin-top: 0.6rem; color: var(--muted); font-size: 0.9rem; }
figcaption strong { color: var(--ink); }
summary { cursor: pointer; font-weight: 600; }
details { margin: 1rem 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 40rem) {
  body { padding: 1.25rem 0.9rem 3rem; }
  h1 { font-size: 1.5rem; }
  .facts div { flex-basis: 9rem; }
  .drawing svg.wide { max-width: none; width: 40rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, tr, .facts { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .scroll, .drawing, pre { overflow: visible; white-space: pre-wrap; }
}
`;
