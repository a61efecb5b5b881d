import { describe, expect, it } from 'vitest';
import { format, type SummaryLine } from '../../../src/catalogue/message.ts';
import { notesOf, pathNotes } from '../../../src/tools/keys/plan-notes.ts';
import { keyChange, keyedTunnel } from './samples.ts';

const words = (summary: readonly SummaryLine[]) =>
  summary.map(({ text, values }) => format(text, 'en', values).split(/[:.]/)[0]);
const none = { alone: [], movable: [], standbys: [], elsewhere: [], carriers: [] };
const toDo = (more: Parameters<typeof keyedTunnel>[0] = {}) => ({ tunnel: keyedTunnel(more), state: 'to do' as const });

describe('what a person reads of a new key', () => {
  it('begins with what is done, and ends with the way back', () => {
    expect(words(notesOf(toDo(), { connection: {}, paths: { ...none, alone: ['10.1.0.0/16'] } }))).toEqual([
      'A new pre-shared key for plant',
      'CUT OFF',
      'The way back',
    ]);
  });

  it('begins with what is not known', () => {
    const stand = { ...toDo({ key: undefined }), change: keyChange({ result: 'unknown' }) };
    expect(words(notesOf(stand, { connection: { EffectImmediately: false }, paths: { unread: 'why' } }))).toEqual([
      'NOT KNOWN',
      'NOT PROVABLE',
      'NOT KNOWN',
      'A new pre-shared key for plant',
      'EffectImmediately is off',
      'The way back',
    ]);
  });

  it('says of a tunnel that is down that nothing stops', () => {
    const down = toDo({ isUp: false, status: 'ike_sa_not_established' });
    expect(words(notesOf(down, { connection: {}, paths: { ...none, alone: ['10.1.0.0/16'] } }))).toContain(
      'Its status is ike_sa_not_established now',
    );
  });

  it('says whose traffic moves, and whose does not', () => {
    const paths = { ...none, movable: ['10.1.0.0/16'], standbys: ['b'], elsewhere: ['10.2.0.0/16'], carriers: ['c'] };
    expect(words(pathNotes('plant', paths))).toEqual(['10', '10']);
  });
});
