import { writeJson } from '@highorder/files';
import { z } from 'zod';
import { damagedText, readRecord, setAside } from '../store/read-record.ts';

/** Seconds of one update by experiment, measured once and kept. */
export interface PaceBook {
  /** The seconds under this name, or those that `measure` gives now. */
  secondsOf(name: string, measure: () => Promise<number>): Promise<number>;
}

const bookSchema = z.record(z.string(), z.number().positive());

/** Opens the book in a file, which is there once something is measured. A damaged one is told of and begun anew. */
export function openPaceBook(file: string, tell: (text: string) => void = () => undefined): PaceBook {
  const read = () => {
    const found = readRecord(file, bookSchema);
    if (found?.damaged === undefined) return found?.value ?? {};
    setAside(found.damaged);
    tell(damagedText(found.damaged, 'it is set aside as *.damaged, and updates are timed again'));
    return {};
  };
  return {
    async secondsOf(name, measure) {
      const known = read()[name];
      if (known !== undefined) return known;
      const seconds = await measure();
      writeJson(file, { ...read(), [name]: seconds });
      return seconds;
    },
  };
}
