import type { Facts, Finding, OneStepSplit, Topic, Verification } from '@highorder/verify';
import { columns } from '../output/columns.ts';

/** What a verification says, for people. */
export function verificationText({ experiment, points, findings, facts }: Verification): string {
  const blocks = [
    `${experiment}: exact fields in place of networks, ${points} source points, errors in the data's units`,
    ...sections(findings),
    ...(facts === undefined ? [] : [splitBlock(facts), curvesBlock(facts)]),
  ];
  return blocks.join('\n\n');
}

const headings: Readonly<Record<Topic, string>> = {
  unanswered: 'Not known',
  targets: 'What heads learn at d = 0',
  rule: 'What steps d > 0 converge to',
  steps: 'How steps converge',
  reservation: 'With reservation',
};

const topics = ['unanswered', 'targets', 'rule', 'steps', 'reservation'] as const satisfies readonly Topic[];

/** Findings under headings. */
export function sections(findings: readonly Finding[]): readonly string[] {
  return topics.flatMap((topic) => {
    const own = findings.filter((finding) => finding.topic === topic);
    return own.length === 0
      ? []
      : [[headings[topic], ...own.flatMap(({ text }) => wrapped(text))].join('\n')];
  });
}

/** The width that people read with ease. */
const WIDTH = 100;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, index) => `${index === 0 ? '  - ' : '    '}${each}`);
}

const parts: readonly (readonly [keyof OneStepSplit, string])[] = [
  ['whole', 'the fixed point, from the exact end'],
  ['objective', "the objective's own"],
  ['targets', '  by targets that are not the derivatives of the flow'],
  ['rule', '  by what the rule makes of them'],
  ['sampling', '  by what the step of sampling makes of an average'],
  ['ladder', "the ladder's: its base step"],
  ['integrator', "the integrator's"],
];

function splitBlock({ oneStep }: Facts): string {
  const rows = parts.map(([part, label]) => [label, digits(oneStep[part].rms), digits(oneStep[part].median)]);
  return `Error of one step, in parts (distances: they need not add up)\n${columns([['', 'rms', 'median'], ...rows], '  ')}`;
}

function curvesBlock({ curves }: Facts): string {
  const steps = curves[0]?.points.map((point) => String(point.steps)) ?? [];
  const rows = curves.flatMap(({ name, points }) => [
    [`${name}, rms`, ...points.map(({ rms }) => digits(rms))],
    ['  median', ...points.map(({ median }) => digits(median))],
  ]);
  return `Endpoint error by the number of steps\n${columns([['', ...steps], ...rows], '  ')}`;
}

/** Errors below this are rounding. */
const ROUNDING = 1e-12;

/** Three digits, or 0 for rounding. */
export function digits(value: number): string {
  return value < ROUNDING ? '0' : String(Number(value.toPrecision(3)));
}
