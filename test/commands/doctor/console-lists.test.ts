import { describe, expect, it } from 'vitest';
import type { Console } from '../../../src/client/console.ts';
import { isKnown, labelOf, readConsoleLists } from '../../../src/commands/doctor/console-lists.ts';
import { Unreachable } from '../../../src/errors.ts';

const list = { rows: [{ id: '33', name: 'plant' }], isWhole: true };
const lists = (console: Partial<Console>, signal = new AbortController().signal) =>
  readConsoleLists(
    { console: { organizations: async () => list, resourceSets: async () => list, ...console } },
    signal,
  );

describe('what the console lists', () => {
  it('is known list by list: one that fails leaves the other', async () => {
    const lost = new Unreachable({ host: 'h', phase: 'read', outcomeKnown: true }, 'No answer from h.', 'Look.');
    const { organizations, resourceSets } = await lists({ organizations: () => Promise.reject(lost) });
    expect(organizations).toEqual({ unknown: 'No answer from h.' });
    expect(resourceSets).toEqual(list);
    expect([isKnown(organizations), isKnown(resourceSets)]).toEqual([false, true]);
  });

  it('is not known when time is up, whoever ends it', async () => {
    const { organizations } = await lists(
      { organizations: ({ signal }) => Promise.reject(signal.reason) },
      AbortSignal.abort(new DOMException('over', 'TimeoutError')),
    );
    expect(organizations).toEqual({ unknown: 'the console did not answer within 15 s' });
  });

  it('is not known after a fault of ours, whose words are not shown', async () => {
    const { resourceSets } = await lists({ resourceSets: () => Promise.reject(new TypeError('x of undefined')) });
    expect(resourceSets).toEqual({ unknown: 'the answer could not be read' });
  });
});

it.each([
  [{ id: '33', name: 'plant' }, '33 plant'],
  [{ id: '33', name: '' }, '33'],
  [{ id: '33', name: '总部_2.a-b' }, '33 总部_2.a-b'],
  [{ id: '33', name: 'plant (in use), 99 other' }, '33 "plant (in use), 99 other"'],
  [{ id: '33', name: 'a" (in use), 99 "b' }, `33 "a' (in use), 99 'b"`],
])('%j is shown as %s', (row, text) => {
  expect(labelOf(row)).toBe(text);
});
