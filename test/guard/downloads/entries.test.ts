import { expect, test } from 'vitest';
import { createEntries, type Entry } from '../../../src/guard/downloads/entries.ts';
import { movableClock } from '../movable-clock.ts';
import { MINUTE } from './sample.ts';

const start = () => {
  const clock = movableClock();
  const heard: string[] = [];
  const entries = createEntries(clock, ({ id, state }) => void heard.push(`${id} ${state}`));
  const add = (id: string, more: Partial<Entry> = {}): Entry & { readonly bytesOf: Buffer } => {
    const content = Buffer.from('FAKE-key');
    const facts = { path: `path-${id}`, id, name: `${id}.txt`, bytes: 8, sha256: '', caller: 'agent', asker: 'agent' };
    const entry: Entry = { ...facts, state: 'waits', untilMs: clock.now() + 10 * MINUTE, content, cuts: 0, ...more };
    entries.add(entry);
    return Object.assign(entry, { bytesOf: content });
  };
  return { clock, heard, entries, add };
};

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

test('what has had its time is overwritten though nobody looks, and it is known what it was', async () => {
  const { clock, heard, entries, add } = start();
  const entry = add('a');
  clock.advance(10 * MINUTE - 1);
  await Promise.resolve();
  expect(isZero(entry.bytesOf)).toBe(false);
  clock.advance(1);
  await Promise.resolve();
  expect([isZero(entry.bytesOf), entry.content, entries.at('path-a')?.state]).toEqual([true, undefined, 'expired']);
  expect(heard).toEqual(['a waits', 'a expired']);
  expect(entries.waiting()).toEqual([]);
});

test('what is on its way to somebody is neither expired nor erased under them', () => {
  const { clock, entries, add } = start();
  const entry = add('a', { state: 'leaving' });
  clock.advance(11 * MINUTE);
  entries.sweep();
  entries.erase(entry);
  expect([isZero(entry.bytesOf), entry.state]).toEqual([false, 'leaving']);
  entries.endTaken(entry);
  expect([isZero(entry.bytesOf), entry.state]).toEqual([true, 'taken']);
});

test('erasing overwrites, and whoever was cut counts as having it', () => {
  const { heard, entries, add } = start();
  const [one, cut] = [add('one'), add('cut', { state: 'cut', takenBy: 'boss' })];
  entries.erase(one);
  entries.erase(cut);
  expect([isZero(one.bytesOf), isZero(cut.bytesOf), one.state, cut.state]).toEqual([true, true, 'erased', 'taken']);
  expect(heard).toEqual(['one waits', 'cut cut', 'one erased']);
});

test('what became of a file is known for an hour, and of no more than five thousand', () => {
  const { clock, entries, add } = start();
  entries.erase(add('old'));
  clock.advance(70 * MINUTE + 1);
  entries.sweep();
  expect(entries.at('path-old')).toBeUndefined();
  for (let number = 0; number < 5_050; number += 1) entries.erase(add(String(number)));
  const waiting = add('waiting');
  entries.sweep();
  expect([entries.at('path-0'), entries.at('path-5049')?.state, entries.at('path-waiting')]).toEqual([
    undefined,
    'erased',
    waiting,
  ]);
});

test('by its name the newest is found', () => {
  const { entries, add } = start();
  add('a', { name: 'same' });
  add('b', { name: 'same' });
  expect([entries.named('same').map(({ id }) => id), entries.named('other')]).toEqual([['a', 'b'], []]);
});
