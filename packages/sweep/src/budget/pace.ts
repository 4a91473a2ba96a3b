import { existsSync, readFileSync } from 'node:fs';
import { writeJson } from '@highorder/files';
import { z } from 'zod';

/** Seconds of one update by experiment, measured once and kept. */
export interface PaceBook {
  /** The seconds under this name, or those that `measure` gives now. */
  secondsOf(name: string, measure: () => Promise<number>): Promise<number>;
}

/** Opens the book in a file, which is there once something is measured. */
export function openPaceBook(file: string): PaceBook {
  const read = () =>
    existsSync(file)
      ? z.record(z.string(), z.number().positive()).parse(JSON.parse(readFileSync(file, 'utf8')))
      : {};
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
