import { describe, expect, it } from 'vitest';
import { idOf, linesOf, type Offer, offerOf } from '../../../src/commands/setup/console-choices.ts';

const rows = (...ids: readonly string[]) => ids.map((id) => ({ id, name: `n-${id}` }));
const lists = (ids: readonly string[], isWhole = true) => ({
  organizations: { rows: rows(...ids), isWhole },
  resourceSets: { unknown: 'no answer' },
});
const numbers = (count: number, from = 100) => Array.from({ length: count }, (_, at) => String(from + at));

describe('what is offered', () => {
  it('has numbers where no ID reads as one of them', () => {
    const offer = offerOf('organizations', lists(['33', '34']), {});
    expect(linesOf(offer, 80)).toEqual(['  1  33 n-33', '  2  34 n-34']);
    expect(['1', ' 2 ', '34', '99', ''].map((typed) => idOf(offer, typed))).toEqual(['33', '34', '34', '99', '']);
  });

  it('has none where an ID would read as a number, so that 2 is the ID 2', () => {
    const offer = offerOf('organizations', lists(['7', '2']), {});
    expect(linesOf(offer, 80)).toEqual(['  7 n-7', '  2 n-2']);
    expect(['1', '2'].map((typed) => idOf(offer, typed))).toEqual(['1', '2']);
  });

  it('has none either where such an ID is among those that are not shown', () => {
    expect(offerOf('organizations', lists([...numbers(30), '5']), {}).isNumbered).toBe(false);
    expect(offerOf('organizations', lists(numbers(30), false), {}).isNumbered).toBe(false);
  });

  it('has a long name further in on its next line, where it is no row', () => {
    const organizations = { rows: [{ id: '33', name: `${'a'.repeat(14)} 2 34 plant` }], isWhole: true };
    const offer = offerOf('organizations', { ...lists([]), organizations }, {});
    expect(linesOf(offer, 30)).toEqual([`  1  33 "${'a'.repeat(14)}\n           2 34 plant"`]);
  });

  it.each<[string, Offer, string]>([
    ['a list that is long', offerOf('organizations', lists(numbers(25)), {}), 'and 5 more: type the ID'],
    [
      'one that was cut too',
      offerOf('organizations', lists(numbers(25), false), {}),
      'and 5 more at least: type the ID',
    ],
    ['one that was cut', offerOf('organizations', lists(['33'], false), {}), 'the list was cut'],
    ['an empty one', offerOf('organizations', lists([]), {}), 'lists none for this key'],
    ['one that was cut before its first', offerOf('organizations', lists([], false), {}), 'Not known what there is'],
    ['one that is not known', offerOf('resourceSets', lists([]), {}), 'Not known what there is: no answer'],
  ])('%s says so', (_, offer, words) => {
    expect(linesOf(offer, 80).at(-1)).toContain(words);
    expect(offer.rows.length).toBeLessThanOrEqual(20);
  });

  it('of resource sets is those of the organization that was chosen', () => {
    const resourceSets = {
      rows: [
        { id: '144', name: 'a', organization: '33' },
        { id: '151', name: 'b', organization: '34' },
        { id: '160', name: 'c' },
      ],
      isWhole: true,
    };
    const offer = offerOf('resourceSets', { ...lists([]), resourceSets }, { organization: '34' });
    expect(offer.rows.map(({ id }) => id)).toEqual(['151', '160']);
  });
});
