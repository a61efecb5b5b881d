import { describe, expect, test } from 'vitest';
import type { ActionName } from '../../../src/catalogue/index.ts';
import { inputMessages } from '../input-messages.ts';

describe.each(['ModifyVpnRouteEntryWeight', 'ModifyVpnPbrRouteEntryWeight'] as const)('%s', (action) => {
  test.each([
    [0, 100, []],
    [100, 0, []],
    [0, 0, ['NewWeight differs from Weight: one is 0, the other 100']],
    [100, 100, ['NewWeight differs from Weight: one is 0, the other 100']],
  ])('from %d to %d is judged', (Weight, NewWeight, says) => {
    expect(inputMessages(action, { Weight, NewWeight })).toEqual(says);
  });

  test('both weights have to be given', () => {
    expect(inputMessages(action, { Weight: undefined })).toEqual(['Weight is required: one of 0, 100']);
    expect(inputMessages(action, { NewWeight: undefined })).toEqual(['NewWeight is required: one of 0, 100']);
  });
});

test.each(['CreateVpnRouteEntry', 'CreateVpnPbrRouteEntry'] as const)(
  '%s refuses destinations that the cloud refuses',
  (action) => {
    expect(inputMessages(action, { RouteDest: '0.0.0.0/0' }).join()).toMatch(/^RouteDest cannot be 0\.0\.0\.0\/0/);
    expect(inputMessages(action, { RouteDest: '100.64.1.0/24' }).join()).toMatch(
      /^RouteDest overlaps 100\.64\.0\.0\/10/,
    );
    expect(inputMessages(action, { Weight: 50 })).toEqual(['Weight is one of the numbers 0, 100; the nearest is 0']);
    expect(inputMessages(action, { NextHop: 'vpn-9' })).toEqual([
      'NextHop starts with vco-: FindResource tells the ID of a name',
    ]);
    expect(inputMessages(action, { OverlayMode: 'Gre' })).toEqual(['OverlayMode can only be Ipsec']);
  },
);

test.each(['DeleteVpnRouteEntry', 'DeleteVpnPbrRouteEntry', 'PublishVpnRouteEntry'] as const)(
  '%s takes any destination, so that an odd route can be got rid of',
  (action) => {
    expect(inputMessages(action, { RouteDest: '0.0.0.0/0' })).toEqual([]);
    expect(inputMessages(action, { RouteDest: '100.64.1.0/24' })).toEqual([]);
  },
);

test('the source of a policy route may be anything', () => {
  expect(inputMessages('CreateVpnPbrRouteEntry', { RouteSource: '0.0.0.0/0' })).toEqual([]);
});

test('the two kinds of route are told apart by their parameters', () => {
  expect(inputMessages('CreateVpnRouteEntry', { RouteSource: '10.0.0.0/8' }).join()).toContain(
    'unknown parameter: RouteSource',
  );
  expect(inputMessages('PublishVpnRouteEntry', { RouteType: 'dbr2' }).join()).toContain('RouteType is one of dbr, pbr');
});

test.each<readonly [ActionName, Readonly<Record<string, unknown>>, string | RegExp]>([
  ['CreateVpnPbrRouteEntry', { Priority: 100 }, ''],
  ['CreateVpnPbrRouteEntry', { Priority: 0 }, /^Priority is 1 to 100$/],
  ['DeleteVpnPbrRouteEntry', { Priority: 101 }, /^Priority is 1 to 100$/],
  ['ModifyVpnPbrRouteEntryWeight', { Priority: 10 }, ''],
  ['ModifyVpnPbrRouteEntryPriority', { Priority: 10, NewPriority: 10 }, /^NewPriority differs from Priority$/],
  ['ModifyVpnPbrRouteEntryPriority', { NewPriority: undefined }, /^NewPriority is required/],
  ['ModifyVpnPbrRouteEntryAttribute', { NewPriority: undefined, NewWeight: 100 }, ''],
  ['ModifyVpnPbrRouteEntryAttribute', { NewPriority: undefined }, /^NewWeight or NewPriority has to differ/],
  ['ModifyVpnPbrRouteEntryAttribute', { NewPriority: 10, NewWeight: 0 }, /^NewWeight or NewPriority has to differ/],
  ['ModifyVpnPbrRouteEntryAttribute', { Priority: undefined }, /^Priority is required/],
])('%s with %j is judged on the public cloud', (action, change, says) => {
  const said = inputMessages(action, change, 'public').join();
  if (says === '') expect(said).toBe('');
  else expect(said).toMatch(says);
});
