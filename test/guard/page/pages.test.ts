import { describe, expect, test } from 'vitest';
import { createPages } from '../../../src/guard/page/pages.ts';
import { movableClock } from '../movable-clock.ts';

const request = { steps: { en: [], zh: [] }, confirm: { text: 'plant', accepted: ['plant', 'vco-1'] }, client: 'test' };

const start = (pin?: string) => {
  const clock = movableClock();
  const pages = createPages(clock, pin);
  const summary: string[] = [];
  const open = (key = 'k') =>
    pages.open({
      key,
      id: 'i',
      state: 's',
      request,
      expiresAtMs: clock.now() + 300_000,
      settled: () => void summary.push(key),
    });
  return { clock, pages, open, summary };
};

const approve = (name: string, pin = '') => ({ decision: 'approve', name, pin });

describe('a page', () => {
  test('has an address that nobody guesses', () => {
    const { open } = start();
    const paths = Array.from({ length: 20 }, () => open().path);
    expect(new Set(paths).size).toBe(20);
    expect(paths.every((path) => /^[\w-]{43}$/.test(path))).toBe(true);
  });

  test.each(['plant', 'vco-1', '  plant '])('is approved by %j', (name) => {
    const { pages, open, summary } = start();
    const page = open();
    expect(pages.press(page.path, approve(name))).toBe('approved');
    expect(page.status).toBe('approved');
    expect(summary).toEqual(['k']);
  });

  test('stays for two more tries after a wrong name, then is void', () => {
    const { pages, open } = start();
    const { path } = open();
    expect([1, 2, 3, 4].map(() => pages.press(path, approve('Plant')))).toEqual([
      'wrong name',
      'wrong name',
      'void',
      'gone',
    ]);
    expect(pages.press(path, approve('plant'))).toBe('gone');
  });

  test('with a PIN takes five wrong ones, then is locked; the name is not judged before', () => {
    const { pages, open } = start('4938');
    const { path } = open();
    const presses = [1, 2, 3, 4, 5].map(() => pages.press(path, approve('plant', '0000')));
    expect(presses).toEqual(['wrong pin', 'wrong pin', 'wrong pin', 'wrong pin', 'locked']);
    expect(pages.press(path, approve('plant', '4938'))).toBe('locked');
  });

  test('takes no PIN after five wrong ones on others, for a quarter of an hour', () => {
    const { pages, open, clock } = start('4938');
    for (const key of ['a', 'b', 'c', 'd', 'e']) pages.press(open(key).path, approve('plant', '0000'));
    expect(pages.lockedUntil()).toBe(clock.now() + 15 * 60_000);
    expect(pages.press(open('f').path, approve('plant', '4938'))).toBe('locked');
    expect(pages.press(open('g').path, { decision: 'refuse', name: '', pin: '' })).toBe('refused');
    clock.advance(15 * 60_000);
    expect(pages.press(open('h').path, approve('plant', '4938'))).toBe('approved');
  });

  test('is approved by PIN and name together', () => {
    const { pages, open } = start('4938');
    expect(pages.press(open().path, approve('plant', '4938'))).toBe('approved');
  });

  test('is not ended by whoever may not approve, and their tries are not the approver’s', () => {
    const clock = movableClock();
    const pages = createPages(clock, undefined, undefined, { mustBeOther: false });
    const facts = { key: 'k', id: 'i', state: 's', request, expiresAtMs: clock.now() + 300_000 };
    const { path } = pages.open({ ...facts, settled: () => {} });
    const who = (name: string, may: boolean) => ({ name, may: () => may });
    for (let n = 0; n < 50; n += 1) {
      expect(pages.press(path, { ...approve('plant'), approver: undefined })).toBe('wrong token');
      expect(pages.press(path, { ...approve('x'), approver: who('eve', false) })).toBe('wrong token');
    }
    const ana = who('ana', true);
    expect(pages.press(path, { ...approve('x'), approver: ana })).toBe('wrong name');
    expect(pages.press(path, { ...approve('x'), approver: ana })).toBe('wrong name');
    expect(pages.press(path, { ...approve('plant'), approver: ana })).toBe('approved');
  });

  test('is refused without name and PIN', () => {
    const { pages, open } = start('4938');
    expect(pages.press(open().path, { decision: 'refuse', name: '', pin: '' })).toBe('refused');
  });

  test.each(['', 'APPROVE', 'yes'])('is not decided by a button named %j', (decision) => {
    const { pages, open } = start();
    const page = open();
    expect(pages.press(page.path, { ...approve('plant'), decision })).toBe('unclear');
    expect(page.status).toBe('open');
  });

  test('serves once', () => {
    const { pages, open } = start();
    const { path } = open();
    pages.press(path, { decision: 'refuse', name: '', pin: '' });
    expect(pages.press(path, approve('plant'))).toBe('gone');
    expect(pages.show(path)).toBeUndefined();
    expect(pages.isKnown(path)).toBe(true);
  });

  test('is gone after five minutes', () => {
    const { pages, open, clock, summary } = start();
    const page = open();
    clock.advance(300_000);
    expect(pages.press(page.path, approve('plant'))).toBe('gone');
    expect(page.status).toBe('expired');
    expect(summary).toEqual(['k']);
  });

  test('is found by what it asks, until it is dropped or long over', () => {
    const { pages, open, clock } = start();
    const [one, two] = [open('a'), open('b')];
    expect(pages.find('a')).toBe(one);
    pages.drop(one);
    expect(pages.find('a')).toBeUndefined();
    expect(one.status).toBe('void');
    clock.advance(300_000 + 600_001);
    pages.sweep();
    expect(pages.all()).not.toContain(two);
  });
});

test('an address that was never one is not known', () => {
  const { pages } = start();
  expect(pages.press('x'.repeat(43), approve('plant'))).toBe('gone');
  expect(pages.isKnown('x'.repeat(43))).toBe(false);
});

test('a flood of questions leaves the newest twenty open', () => {
  const { pages, open } = start();
  const all = Array.from({ length: 50 }, (_, at) => open(`k${at}`));
  expect(all.filter(({ status }) => status === 'open')).toEqual(all.slice(30));
  expect(all[0]?.status).toBe('gave way');
  expect(pages.press(all[0]?.path ?? '', approve('plant'))).toBe('gave way');
});

test('an address whose page was dropped is known for a while', () => {
  const { pages, open, clock } = start();
  const page = open();
  pages.drop(page);
  expect([pages.isKnown(page.path), pages.overAt(page.path)]).toEqual([true, 'gone']);
  clock.advance(600_001);
  pages.sweep();
  expect(pages.isKnown(page.path)).toBe(false);
});
