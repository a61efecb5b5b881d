import { describe, expect, it } from 'vitest';
import { listFindings, organizationFinding } from '../../../src/commands/doctor/organization-checks.ts';

const whole = (...names: readonly string[]) => ({
  rows: names.map((name, at) => ({ id: String(at + 1), name })),
  isWhole: true,
});
const none = { organization: undefined, resourceGroup: undefined, resourceGroupSet: undefined };
const unknown = { unknown: 'no answer' };

const organizations = (listed: Parameters<typeof listFindings>[0]['organizations'], organization?: string) =>
  listFindings({ organizations: listed, resourceSets: unknown }, { ...none, organization })[0];

const sets = (listed: Parameters<typeof listFindings>[0]['resourceSets'], chosen: Partial<typeof none> | object = {}) =>
  listFindings({ organizations: unknown, resourceSets: listed }, { ...none, ...chosen })[1];

describe('the list of organizations', () => {
  it.each([
    ['marks the one in use, first', whole('a', 'b'), '2', 'good', '2 b (in use), 1 a'],
    ['says that none is set', whole('a'), undefined, 'note', 'none is set; the ASCM console lists 1 a'],
    ['says which one is not on it', whole('a'), '9', 'note', "9 is not on the ASCM console's list for this key: 1 a"],
    ['says that it is empty', whole(), '9', 'note', 'the ASCM console lists none for this key'],
    ['says that it is not known', unknown, '9', 'note', 'not known which this key may see: no answer'],
    [
      'says that it was cut',
      { ...whole('a'), isWhole: false },
      '9',
      'note',
      "9 is not on the ASCM console's list for this key, as far as it was read: 1 a; the list was cut",
    ],
  ])('%s', (_, listed, organization, state, found) => {
    expect(organizations(listed, organization)).toMatchObject({ check: 'organizations', state, found });
  });

  it('shows a dozen of many, and how many are left', () => {
    const many = whole(...Array.from({ length: 40 }, (_, at) => `n${at}`));
    expect(organizations(many, '40')?.found).toMatch(/^40 n39 \(in use\), 1 n0, .* 11 n10 and 28 more$/);
    expect(organizations({ ...many, isWhole: false })?.found).toMatch(/and 28 more; the list was cut$/);
  });
});

describe('the list of resource sets', () => {
  const rows = [
    { id: '144', name: 'network', organization: '33' },
    { id: '151', name: 'desks', organization: '34' },
  ];
  const listed = { rows, isWhole: true };

  it('is that of the organization in use', () => {
    expect(sets(listed, { organization: '34' })?.found).toContain('lists 151 desks');
    expect(sets(listed, { organization: '34' })?.found).not.toContain('144');
  });

  it('says of an organization without any that it is that one which has none', () => {
    expect(sets(listed, { organization: '35' })?.found).toBe(
      'the ASCM console lists none in organization 35 for this key',
    );
  });

  it('does not say of one without any in a list that was cut that it has none', () => {
    expect(sets({ rows, isWhole: false }, { organization: '35' })).toMatchObject({
      found: expect.stringMatching(/^not known which in organization 35 .* was cut/),
      remedy: expect.stringContaining('Look the IDs up'),
    });
  });

  it('names the organizations where none is in use', () => {
    expect(sets(listed)?.found).toContain('144 network of organization 33, 151 desks of organization 34');
  });

  it('finds the ID of a set that is given by its name', () => {
    expect(sets(listed, { resourceGroupSet: 'desks' })?.remedy).toBe(
      'desks is 151: set --organization 34 --resource-group 151.',
    );
    const twice = { rows: [...rows, { id: '9', name: 'desks' }], isWhole: true };
    expect(sets(twice, { resourceGroupSet: 'desks' })?.remedy).not.toContain('151');
    const cut = { rows, isWhole: false };
    expect(sets(cut, { resourceGroupSet: 'desks' })?.remedy).not.toContain('151');
  });
});

describe('organization and resource set', () => {
  const reads = (isRefused: boolean, isRefusedWithoutSet = true) => ({
    isRefused,
    isRefusedWithoutSet: async () => isRefusedWithoutSet,
  });
  it.each([
    ['none, read', none, reads(false), 'note', 'none is named'],
    ['none, refused', none, reads(true), 'bad', 'the cloud refuses'],
    ['one, read', { ...none, organization: '33' }, reads(false), 'good', 'organization 33 visible'],
    ['one, refused', { ...none, organization: '33' }, reads(true), 'bad', 'organization 33 is not visible'],
    [
      'a set that is refused',
      { ...none, organization: '33', resourceGroup: '9' },
      reads(true, false),
      'bad',
      'resource set 9 is not visible',
    ],
    [
      'both refused',
      { ...none, organization: '33', resourceGroup: '9' },
      reads(true),
      'bad',
      'organization 33 is not visible',
    ],
  ])('%s', async (_, chosen, how, state, words) => {
    expect(await organizationFinding(chosen, how)).toMatchObject({ state, found: expect.stringContaining(words) });
  });
});
