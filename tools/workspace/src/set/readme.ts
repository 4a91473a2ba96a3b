/** The sections of a plugin's page that every README has, in this order. */
export const sectionNames = ['What', 'Formula', 'Options', 'Source'] as const;

/** One plugin's part of a README. */
export interface PluginPage {
  readonly name: string;
  /** Text by heading, in order. */
  readonly sections: ReadonlyMap<string, string>;
}

/** A README of a plugin folder, cut at its headings. */
export interface Readme {
  readonly title: string | undefined;
  readonly pages: readonly PluginPage[];
}

/** Cuts a README at its headings of level one to three. Fences may hold lines that begin with `#`. */
export function parseReadme(text: string): Readme {
  let title: string | undefined;
  const pages: { name: string; sections: Map<string, string> }[] = [];
  let fenced = false;
  let section: string | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const [, level, heading = ''] = (fenced ? null : /^(#{1,3}) (.+?)\s*$/.exec(line)) ?? [];
    const sections = pages.at(-1)?.sections;
    if (level === '#') title = heading;
    else if (level === '##') pages.push({ name: heading, sections: new Map() });
    else if (level === '###') sections?.set(heading, '');
    else if (section !== undefined) sections?.set(section, `${sections.get(section)}${line}\n`);
    if (level !== undefined) section = level === '###' ? heading : undefined;
  }
  return { title, pages };
}

/** The names of options that a section lists, one a line: "- `name` (default `x`): meaning". */
export function listedOptions(section: string): readonly string[] {
  return [...section.matchAll(/^- `([^`]+)`.*:\s*\S/gm)].map((match) => String(match[1]));
}
