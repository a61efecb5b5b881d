import fc from 'fast-check';
import { expect } from 'vitest';
import { Refused } from '../../src/errors.ts';
import { type End, identityIn } from '../../src/vendors/end.ts';
import type { PeerLink } from '../../src/vendors/handoff/link.ts';
import type { Writer } from '../../src/vendors/handoff/writer.ts';
import { allText, HOSTILE, inFile, inText, sampleLink, sampleTunnel } from './peer-link.ts';

const MARK = 'mark.example';

const linkOf = (localId: string, part: Partial<PeerLink> = {}): PeerLink =>
  sampleLink({ tunnels: [sampleTunnel({ localId, remoteId: `r-${localId}` })], ...part });

/** The lines that a text has beside the marked one, and what stands around the mark in those that have it. */
const fits = (line: string, model: string): boolean => {
  const [before = '', after] = [model.split(MARK)[0], model.split(MARK).at(-1)];
  return after === undefined || !model.includes(MARK)
    ? line === model
    : line.startsWith(before.replace(/@?(?:r-)?$/, '')) && line.endsWith(after);
};

/** Whatever an identity holds, it changes nothing of the file but its own place, or is refused by its field. */
export const holdsNothingHostile = (writer: Writer, read?: (lines: readonly string[]) => readonly End[]): void => {
  const model = allText(writer, linkOf(MARK), inFile).split('\n');
  const identity = fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.stringMatching(/^[a-z0-9.@ -]{1,6}$/)), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(identity, fc.string({ minLength: 1 })), (id) => {
      let text: string;
      try {
        text = allText(writer, linkOf(id), inFile);
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
        expect(String(error)).toMatch(/cannot be written for/);
        return;
      }
      const lines = text.split('\n');
      expect(lines.length).toBe(model.length);
      for (const [at, line] of lines.entries()) expect(fits(line, model[at] ?? ''), line).toBe(true);
      if (read) {
        const [end] = read(lines);
        expect(end?.local_id).toBe(identityIn(id));
      }
    }),
    { numRuns: 300 },
  );
  // Each by itself, where chance might leave one out.
  for (const sign of HOSTILE) {
    try {
      expect(allText(writer, linkOf(`a${sign}b`), inFile).split('\n').length, sign).toBe(model.length);
    } catch (error) {
      expect(error).toBeInstanceOf(Refused);
    }
  }
};

/** A key is a place for the guard in a file and words in a text, never anything else. */
export const keepsKeysAway = (writer: Writer): void => {
  const file = allText(writer, sampleLink(), inFile);
  expect(file).toContain('{{ab12cd34|');
  expect(file).toContain('{{ab12cd34|salt}}');
  const text = allText(writer, sampleLink(), inText);
  expect(text).toContain('<PSK>');
  expect(text).not.toContain('{{');
};
