import { html, type Content, trusted } from './markup.ts';
import { style } from './style.ts';

/** What a page is made of. */
export interface Page {
  readonly title: string;
  readonly header: Content;
  readonly sections: readonly Content[];
}

/** A whole HTML document that needs no other file, no script and no network. */
export function page({ title, header, sections }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="HighOrder">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${header}
<main>
${sections}
</main>
</body>
</html>
`.markup;
}
