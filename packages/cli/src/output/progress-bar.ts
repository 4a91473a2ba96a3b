import type { WriteStream } from 'node:tty';
import type { StepRecord } from '@highorder/core';
import { formatDuration } from './duration.ts';
import { formatLoss, formatRate, paceOf } from './pace.ts';
import { type Progress, warningText } from './progress.ts';

const FORMAT = '{bar} {percentage} %  {value}/{total}  loss {loss}  {rate} steps/s  {left}';

/** A live bar with loss, steps a second and time left. */
export async function barProgress(stream: WriteStream): Promise<Progress> {
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar(
    { format: FORMAT, stream, barsize: 24, hideCursor: true, clearOnComplete: true, gracefulExit: false },
    progress.Presets.shades_classic,
  );
  let first: StepRecord | undefined;
  return {
    callback: {
      onStep(record) {
        if (first === undefined) bar.start(record.steps, record.step, shown(record, record));
        first ??= record;
        bar.update(record.step, shown(first, record));
      },
      onWarning({ message }) {
        // The bar draws itself again below the line.
        stream.clearLine(0);
        stream.cursorTo(0);
        stream.write(`${warningText(message)}\n`);
      },
    },
    end: () => bar.stop(),
  };
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
