import { describe, expect, it } from 'vitest';
import { bestFits, fitterFor, fitting, isExact } from '../../../src/tools/inventory/name-match.ts';

const staff = { Id: 'vss-bp1q8bgx4x', Name: 'Staff-VPN', also: ['203.0.113.10', undefined] };

describe('a text', () => {
  it.each([
    ['vss-bp1q8bgx4x', 'ID'],
    ['Staff-VPN', 'name'],
    ['203.0.113.10', 'address'],
    ['staff-vpn', 'name, other case'],
    ['staff', 'part of the name'],
    ['vpn staff', 'part of the name'],
    ['staff_vpn', 'part of the name'],
    ['-', 'part of the name'],
    ['vss-bp', 'part of the ID'],
    ['VSS-BP1Q', 'part of the ID'],
    ['gx4x', 'part of the ID'],
    ['staff office', undefined],
    ['203.0.113.1', undefined],
    ['vss-', undefined],
    ['vss-b', undefined],
    ['vpn-bp1q', undefined],
    ['gx4', undefined],
    ['员工', undefined],
  ])('%j fits as %s', (asked, fit) => {
    expect(fitterFor(asked)(staff)).toBe(fit);
  });

  it('in Chinese fits a part of a name', () => {
    expect(fitterFor('员工')({ Name: '员工接入' })).toBe('part of the name');
  });

  it('fits nothing that has neither ID nor name', () => {
    expect(fitterFor('a')({})).toBeUndefined();
  });
});

describe('of things that fit', () => {
  const things = [{ Name: 'plant-backup' }, { Name: 'PLANT' }, { Name: 'plant' }];
  const names = (asked: string, of: readonly { readonly Name: string }[] = things) =>
    fitting(of, asked, (one) => [one]).map(({ thing }) => thing.Name);

  it('the exact one hides other case, and that hides parts', () => {
    expect(names('plant')).toEqual(['plant']);
    expect(names('Plant')).toEqual(['PLANT', 'plant']);
    expect(names('plan')).toEqual(['plant-backup', 'PLANT', 'plant']);
    expect(names('shop')).toEqual([]);
  });

  it('all that are exact stay, whatever they are exact by', () => {
    const found = [{ Match: 'name' }, { Match: 'ID' }, { Match: 'part of the name' }] as const;
    expect(bestFits(found)).toEqual([{ Match: 'name' }, { Match: 'ID' }]);
    expect(found.map(({ Match }) => isExact(Match))).toEqual([true, true, false]);
  });

  it('each is judged by the best of what it is called', () => {
    const found = fitting([['plant-2', 'plant']], 'plant', (all) => all.map((Name) => ({ Name })));
    expect(found).toEqual([{ thing: ['plant-2', 'plant'], Match: 'name' }]);
  });
});
