import type { Config } from 'vega-lite';

/** Colors of Okabe and Ito (2008), which stay apart for all common kinds of color vision. */
const okabeIto = {
  orange: '#E69F00',
  skyBlue: '#56B4E9',
  green: '#009E73',
  blue: '#0072B2',
  vermillion: '#D55E00',
  purple: '#CC79A7',
  black: '#000000',
} as const;

/** What each thing is drawn in, in every figure. */
export const colors = {
  source: okabeIto.orange,
  target: '#B4B4B4',
  generated: okabeIto.blue,
  floor: '#BDBDBD',
  gradient: '#595959',
  ink: '#222222',
  muted: '#5F5F5F',
  grid: '#ECECEC',
} as const;

/** Colors of things in a row: loss terms, runs. Those next to each other differ in lightness too. */
export const series: readonly string[] = [
  okabeIto.blue,
  okabeIto.vermillion,
  okabeIto.green,
  okabeIto.purple,
  okabeIto.orange,
  okabeIto.skyBlue,
  okabeIto.black,
];

/** Dashes that tell runs apart once the colors are used up. */
export const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
];

/** Colors of time from 0 to 1: viridis, whose lightness rises evenly, without its palest part. */
export const timeColors: readonly string[] = ['#440154', '#414487', '#2A788E', '#22A884', '#7AD151'];

const font = '"DejaVu Sans", Verdana, "Segoe UI", Arial, sans-serif';

/** The look of every figure: light, few lines, text one can read when the figure fills a column. */
export const theme: Config = {
  aria: false,
  background: '#FFFFFF',
  font,
  padding: 8,
  title: {
    anchor: 'start',
    frame: 'group',
    color: colors.ink,
    subtitleColor: colors.muted,
    fontSize: 13,
    subtitleFontSize: 11,
    fontWeight: 'bold',
    offset: 8,
    subtitlePadding: 4,
  },
  axis: {
    gridColor: colors.grid,
    domainColor: '#8C8C8C',
    tickColor: '#8C8C8C',
    labelColor: colors.ink,
    titleColor: colors.ink,
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    tickSize: 4,
    labelPadding: 4,
    titlePadding: 8,
    labelFlush: false,
  },
  legend: {
    orient: 'top',
    direction: 'horizontal',
    title: null,
    labelFontSize: 12,
    labelColor: colors.ink,
    titleColor: colors.ink,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    symbolOpacity: 1,
    symbolSize: 70,
    labelLimit: 320,
    columnPadding: 18,
    offset: 10,
  },
  view: { stroke: null },
  concat: { spacing: 28 },
};
