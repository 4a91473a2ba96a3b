import { printable } from '@highorder/core';
import type { BoardJob, JobBoard } from '@highorder/sweep';
import { formatDuration } from './duration.ts';
import { bestText, countsText, jobText } from './sweep-text.ts';
import { liveLines } from './live-lines.ts';

/** Shows how a sweep goes. */
export interface SweepProgress {
  show(board: JobBoard): void;
  /** Writes a line that stays, clear of any live one. */
  say(text: string): void;
  end(): void;
}

/** What is known of a sweep before it runs. */
export interface SweepProgressOptions {
  /** Jobs side by side. */
  readonly parallel: number;
  readonly quiet: boolean;
}

const LOOK_AGAIN = 1000;
const SILENCE = 10_000;

/** A live table on a terminal, plain lines elsewhere, nothing but notes where `quiet`. All on standard error. */
export function createSweepProgress(
  name: string,
  { parallel, quiet }: SweepProgressOptions,
  stream: NodeJS.WriteStream = process.stderr,
): SweepProgress {
  if (quiet) {
    return {
      show: () => undefined,
      say: (text) => void stream.write(`${printable(text)}\n`),
      end: () => undefined,
    };
  }
  const left = timeLeft(parallel);
  return stream.isTTY
    ? liveTable(name, left, stream)
    : plainLines(left, (text) => void stream.write(`${printable(text)}\n`));
}

function liveTable(
  name: string,
  left: (board: JobBoard) => string | undefined,
  stream: NodeJS.WriteStream,
): SweepProgress {
  const live = liveLines(stream);
  let latest: JobBoard | undefined;
  const draw = (board: JobBoard) => {
    const time = left(board);
    const running = board.jobs().filter(({ state: { state } }) => state === 'running');
    live.show([
      `${name}: ${countsText(board.counts())}${time === undefined ? '' : `, about ${time} left`}`,
      ...running.slice(0, 8).map(({ planned }) => `  running: ${jobText(planned)}`),
      ...[bestText(board.jobs())].flatMap((text) => (text === undefined ? [] : [`  ${text}`])),
    ]);
  };
  const timer = setInterval(() => {
    latest?.refresh();
    if (latest !== undefined) draw(latest);
  }, LOOK_AGAIN).unref();
  return {
    show(board) {
      latest = board;
      draw(board);
    },
    say: live.say,
    end() {
      clearInterval(timer);
      live.clear();
    },
  };
}

/** A line for the beginning, for each job that ends, and after ten seconds of silence. */
export function plainLines(
  left: (board: JobBoard) => string | undefined,
  write: (text: string) => void,
): SweepProgress {
  const told = new Set<string>();
  let latest: JobBoard | undefined;
  let spoke = Date.now();
  const say = (text: string) => {
    spoke = Date.now();
    write(text);
  };
  const tell = (board: JobBoard) => {
    const time = left(board);
    say(`${countsText(board.counts())}${time === undefined ? '' : `, about ${time} left`}`);
  };
  const timer = setInterval(() => {
    if (latest === undefined || Date.now() - spoke < SILENCE) return;
    latest.refresh();
    tell(latest);
  }, LOOK_AGAIN).unref();
  return {
    show(board) {
      const ended = board.jobs().filter(({ planned, state }) => isOver(state) && !told.has(planned.hash));
      for (const { planned } of ended) told.add(planned.hash);
      // What was over before is told by its number.
      if (latest !== undefined) for (const job of ended) say(endText(job, board, left(board)));
      else tell(board);
      latest = board;
    },
    say,
    end: () => clearInterval(timer),
  };
}

function endText({ planned, state }: BoardJob, board: JobBoard, left: string | undefined): string {
  const { done, failed, total } = board.counts();
  const time = left === undefined ? '' : `, about ${left} left`;
  const row = state.state === 'done' ? state.result.rows[0] : undefined;
  const value = row === undefined ? '' : ` (${row.metric} at ${row.steps}: ${row.value.toPrecision(3)})`;
  return `${state.state} ${done + failed} of ${total}: ${jobText(planned)}${value}${time}`;
}

function isOver({ state }: BoardJob['state']): boolean {
  return state === 'done' || state === 'failed';
}

/** Time that is left, from the pace of this process; undefined before a job has ended and after the last. */
export function timeLeft(
  parallel: number,
  now: () => number = Date.now,
): (board: JobBoard) => string | undefined {
  const began = now();
  let before: number | undefined;
  return (board) => {
    const { done, failed, total } = board.counts();
    before ??= done + failed;
    const ended = done + failed - before;
    const open = total - done - failed;
    if (ended === 0 || open === 0) return undefined;
    // Jobs that run are half done on average.
    const each = (now() - began) / 1000 / (ended + Math.min(parallel, open) / 2);
    return formatDuration(each * Math.max(open - Math.min(parallel, open) / 2, 0.5));
  };
}
