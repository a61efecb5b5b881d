import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPinAttempts } from '../../../src/guard/page/pin-attempts.ts';
import { movableClock } from '../movable-clock.ts';

const MINUTE = 60_000;

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'pins-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return join(made, 'wrong-pins');
};

test('five wrong PINs within a quarter of an hour lock for a quarter of an hour', () => {
  const clock = movableClock();
  const pins = createPinAttempts(clock);
  const left = [1, 2, 3, 4, 5].map(() => {
    pins.add();
    clock.advance(MINUTE);
    return pins.left();
  });
  expect(left).toEqual([4, 3, 2, 1, 0]);
  expect(pins.until()).toBe(clock.now() + 14 * MINUTE);
  clock.advance(14 * MINUTE - 1);
  expect(pins.until()).toBeDefined();
  clock.advance(1);
  expect(pins.until()).toBeUndefined();
  expect(pins.left()).toBeGreaterThan(0);
});

test('wrong PINs that are far apart are the slips of a human', () => {
  const clock = movableClock();
  const pins = createPinAttempts(clock);
  for (let slip = 0; slip < 20; slip += 1) {
    pins.add();
    expect(pins.until()).toBeUndefined();
    clock.advance(4 * MINUTE);
  }
});

test('processes that share the folder count together, and it is private', () => {
  const [dir, clock] = [folder(), movableClock()];
  const all = [1, 2, 3, 4, 5].map(() => createPinAttempts(clock, dir));
  for (const pins of all) pins.add();
  expect(all.map((pins) => pins.until())).toEqual(Array(5).fill(clock.now() + 15 * MINUTE));
  expect(readdirSync(dir)).toHaveLength(5);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
});

test('the lock counts from the latest wrong PIN, whichever process saw it', () => {
  const [dir, clock] = [folder(), movableClock()];
  const [other, own] = [createPinAttempts(clock, dir), createPinAttempts(clock, dir)];
  for (let wrong = 0; wrong < 4; wrong += 1) other.add();
  clock.advance(MINUTE);
  // Known to its own process before those that are older.
  own.add();
  expect(own.until()).toBe(clock.now() + 15 * MINUTE);
});

test('a process remembers though the files are removed', () => {
  const [dir, clock] = [folder(), movableClock()];
  const pins = createPinAttempts(clock, dir);
  for (let wrong = 0; wrong < 5; wrong += 1) pins.add();
  rmSync(dir, { recursive: true });
  expect(pins.until()).toBeDefined();
});

test('what is long over is removed, and what is no count of ours stays', () => {
  const [dir, clock] = [folder(), movableClock()];
  const pins = createPinAttempts(clock, dir);
  pins.add();
  writeFileSync(join(dir, 'notes.txt'), '');
  clock.advance(31 * MINUTE);
  expect(pins.left()).toBe(5);
  expect(readdirSync(dir)).toEqual(['notes.txt']);
});

test('times from a far future do not lock', () => {
  const [dir, clock] = [folder(), movableClock()];
  const pins = createPinAttempts(clock, dir);
  pins.add();
  for (const letter of 'abcde') writeFileSync(join(dir, `9999999999999-${letter.repeat(8)}`), '');
  expect(pins.until()).toBeUndefined();
});

test('a folder that cannot be used leaves the count of this process', () => {
  const file = folder();
  writeFileSync(file, '');
  const pins = createPinAttempts(movableClock(), file);
  for (let wrong = 0; wrong < 5; wrong += 1) pins.add();
  expect(pins.until()).toBeDefined();
});

test('a mark that another process has cleared away is no trouble', () => {
  const clock = movableClock();
  const shared = folder();
  const [one, other] = [createPinAttempts(clock, shared), createPinAttempts(clock, shared)];
  one.add();
  expect(other.left()).toBe(4);
  clock.advance(60 * MINUTE);
  expect(one.left()).toBe(5);
  one.add();
  for (const name of readdirSync(shared)) rmSync(join(shared, name));
  clock.advance(60 * MINUTE);
  expect([one.left(), other.left()]).toEqual([5, 5]);
});
