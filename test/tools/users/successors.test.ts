import { describe, expect, it } from 'vitest';
import { endingWithin, successorName, successorOf } from '../../../src/tools/users/successors.ts';
import { heldOf } from './samples.ts';

const now = Date.UTC(2027, 5, 1);
const day = 86_400_000;
const old = heldOf('lin-laptop', { createdMs: 0, endMs: now + 5 * day });
const fresh = (name: string, more = {}) => heldOf(name, { createdMs: now, endMs: now + 1095 * day, ...more });

describe('the name of a successor', () => {
  it.each([
    ['lin-laptop', [], 'lin-laptop-2027'],
    ['lin-laptop-2024', [], 'lin-laptop-2027'],
    ['lin-laptop', ['lin-laptop-2027'], 'lin-laptop-2027-2'],
    ['lin-laptop-2024-2', ['lin-laptop-2027', 'lin-laptop-2027-2'], 'lin-laptop-2027-3'],
    ['room-2050a', [], 'room-2050a-2027'],
    ['', [], 'vsc--2027'],
    ['x'.repeat(128), [], `${'x'.repeat(110)}-2027`],
  ])('of %j beside %j is %s', (name, taken, expected) => {
    expect(successorName(heldOf(name), taken, now)).toBe(expected);
  });
});

describe('the successor of a certificate', () => {
  it.each([
    ['one with a year behind the name', [fresh('lin-laptop-2027')], 'vsc-lin-laptop-2027'],
    [
      'the longest living of several',
      [fresh('lin-laptop-2026', { endMs: now + 9 * day }), fresh('lin-laptop-2027')],
      'vsc-lin-laptop-2027',
    ],
    ['none of another server', [fresh('lin-laptop-2027', { serverId: 'vss-2' })], undefined],
    ['none of another region', [fresh('lin-laptop-2027', { regionId: 'cn-2' })], undefined],
    ['none of another device', [fresh('lin-phone-2027')], undefined],
    ['none without a year', [fresh('lin-laptop', { id: 'vsc-2' })], undefined],
    ['none that ends sooner', [fresh('lin-laptop-2027', { endMs: now })], undefined],
    ['none that was there before it', [fresh('lin-laptop-2027', { createdMs: -1 })], undefined],
  ])('is %s', (_, held, id) => {
    expect(successorOf(old, [old, ...held])?.id).toBe(id);
  });
});

it('certificates are sorted by when they end', () => {
  const held = [-1, 0, 30, 31, undefined].map((days, at) =>
    heldOf(String(at), { endMs: days === undefined ? undefined : now + days * day }),
  );
  const { soon, expired, endless } = endingWithin(held, 30, now);
  expect([soon, expired, endless].map((list) => list.map(({ name }) => name))).toEqual([['2'], ['0', '1'], ['4']]);
});
