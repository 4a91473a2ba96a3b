/** Frames of the tensor library and of the recorder itself. */
const inside = /@tensorflow|[\\/](record|graph)[\\/](kernels[\\/])?[\w-]+\.[jt]s:|node:internal/;

/** File and line at the end of a frame. */
const place = /\(?((?:file:|\/|[A-Za-z]:\\)[^()]*:\d+):\d+\)?$/;

/** An operation of the tensor library calls a dozen functions of its own before it reaches the recorder. */
const FRAMES = 60;

/** The line of the code that asked for the operation at work, as the JavaScript engine writes it; empty if unknown. */
export function callingLine(): string {
  const lines = stack().filter((frame) => !inside.test(frame));
  return lines.map((frame) => place.exec(frame)?.[1]).find((found) => found !== undefined) ?? '';
}

function stack(): readonly string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  try {
    return (new Error('Only its stack is of interest.').stack ?? '').split('\n').slice(1);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
