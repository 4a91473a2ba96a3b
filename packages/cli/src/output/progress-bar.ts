import type { WriteStream } from 'node:tty';
import { printable, type StepRecord } from '@highorder/core';
import progress, { type SingleBar } from 'cli-progress';
import { formatDuration } from './duration.ts';
import { measuringLines } from './measuring.ts';
import { doneLine, formatLoss, formatRate, paceOf } from './pace.ts';
import type { Progress } from './progress.ts';
import { warningText } from './warning-text.ts';

const FORMAT = '{bar} {percentage} %  {value}/{total}  loss {loss}  {rate} steps/s  {left}';

/** A live bar with loss, steps a second and time left. */
export function barProgress(stream: WriteStream): Progress {
  let first: StepRecord | undefined;
  let bar: SingleBar | undefined;
  const end = () => {
    bar?.stop();
    bar = undefined;
  };
  const say = (text: string) => {
    // The next step draws a new bar below the line.
    end();
    stream.write(`${printable(text)}\n`);
  };
  return {
    callback: {
      onStep(record) {
        first ??= record;
        bar ??= startBar(stream, record);
        bar.update(record.step, shown(first, record));
        if (record.step === record.steps) say(doneLine(record));
      },
      onWarning: ({ message }) => say(warningText(message)),
      onMeasuring: measuringLines(say),
    },
    say,
    end,
  };
}

function startBar(stream: WriteStream, record: StepRecord): SingleBar {
  const bar = new progress.SingleBar(
    {
      format: FORMAT,
      stream,
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      // Ctrl-C is not the bar's business.
      gracefulExit: false,
    },
    progress.Presets.shades_classic,
  );
  bar.start(record.steps, record.step, shown(record, record));
  return bar;
}

function shown(first: StepRecord, latest: StepRecord): Readonly<Record<string, string>> {
  const pace = paceOf(first, latest);
  const { secondsLeft } = pace;
  return {
    loss: formatLoss(latest.loss),
    rate: formatRate(pace),
    left: secondsLeft === undefined ? '' : `${formatDuration(secondsLeft)} left`,
  };
}
