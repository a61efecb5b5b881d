import { describe, expect, test } from 'vitest';
import {
  findConnection,
  findCustomerGateway,
  findGateway,
  flagOf,
  gatewayOf,
  mustBeFree,
  mustBePaidAndFree,
  mustFitQuota,
  own,
  ownAsked,
  ownership,
  ownershipShown,
  sent,
} from '../../../src/sandbox/handlers/checks.ts';
import type { Caller, Request } from '../../../src/sandbox/handlers/handler.ts';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';
import { region, tinyWorld } from '../tiny-world.ts';

const world = new World(await loadWorld(tinyWorld(), { nowMs: Date.now() }), createClock());

const ask = (input: Record<string, string> = {}, caller: Partial<Caller> = {}): Request => ({
  action: 'Any',
  regionId: region,
  input,
  caller: { accountId: '1', key: { AccessKeyId: 'FAKE', AccessKeySecret: 'FAKE', AccountId: '1' }, ...caller },
});

describe('what a caller owns', () => {
  const item = { RegionId: region, Department: '7', ResourceGroup: '70' };
  const table: { name: string; caller: Partial<Caller>; owned: boolean }[] = [
    { name: 'all, when it names no organization', caller: {}, owned: true },
    { name: 'what its organization owns', caller: { organizationId: '7' }, owned: true },
    { name: 'what its resource set holds', caller: { organizationId: '7', resourceGroupId: '70' }, owned: true },
    { name: 'not what another organization owns', caller: { organizationId: '8' }, owned: false },
    {
      name: 'not what another resource set holds',
      caller: { organizationId: '7', resourceGroupId: '71' },
      owned: false,
    },
  ];
  for (const { name, caller, owned } of table)
    test(`is ${name}`, () => expect(own([item], ask({}, caller)).length === 1).toBe(owned));

  test('is in its region', () => {
    expect(own([{ RegionId: 'cn-test-2' }], ask())).toEqual([]);
  });

  test('is what nobody in particular owns', () => {
    expect(own([{ RegionId: region }], ask({}, { organizationId: '8' }))).toHaveLength(1);
  });
});

test('a new thing is marked with the names of its owners, which replies show', () => {
  const marks = ownership(ask({}, { organizationId: '7', resourceGroupId: '70' }), world);
  const names = { Department: '7', DepartmentName: 'Research', ResourceGroup: '70', ResourceGroupName: 'lab' };
  expect(marks).toEqual({ RegionId: region, ...names });
  expect(ownershipShown(marks)).toEqual(names);
  expect(ownershipShown(ownership(ask(), world))).toEqual({});
});

test('a list is narrowed by every value that was sent, and by none that was not', () => {
  const names = (input: Record<string, string>) =>
    ownAsked(world.data.customer_gateways, ask(input), 'CustomerGatewayId', 'Name').map(({ Name }) => Name);
  const all = names({});
  expect(all.length).toBeGreaterThan(1);
  expect(names({ Name: '' })).toEqual(all);
  expect(names({ Name: 'site-a' })).toEqual(['site-a']);
  expect(names({ Name: 'site-a', CustomerGatewayId: 'cgw-none' })).toEqual([]);
});

test('what is not there is answered with 404 and its own code', () => {
  const notFound = (code: string) => expect.objectContaining({ status: 404, code });
  expect(() => findGateway(world, ask({ VpnGatewayId: 'vpn-9' }))).toThrow(
    notFound('InvalidVpnGatewayInstanceId.NotFound'),
  );
  expect(() => findCustomerGateway(world, ask({ CustomerGatewayId: 'cgw-9' }))).toThrow(
    notFound('InvalidCustomerGatewayInstanceId.NotFound'),
  );
  expect(() => findConnection(world, ask({ NextHop: 'vco-9' }), 'NextHop')).toThrow(
    notFound('InvalidVpnConnectionInstanceId.NotFound'),
  );
  expect(() => gatewayOf(world, { VpnGatewayId: 'vpn-9' })).toThrow(notFound('InvalidVpnGatewayInstanceId.NotFound'));
  expect(findGateway(world, ask({ VpnGatewayId: 'vpn-1' })).Name).toBe('main');
});

test('a busy gateway refuses changes, and one in debt those that cost', () => {
  const gateway = findGateway(world, ask({ VpnGatewayId: 'vpn-1' }));
  const locked = { ...gateway, BusinessStatus: 'FinancialLocked' };
  expect(() => mustBeFree(world, { ...gateway, Status: 'updating' })).toThrow('configuring');
  expect(() => mustBePaidAndFree(world, locked)).toThrow('financially locked');
  expect(() => mustBeFree(world, locked)).not.toThrow();
  expect(() => mustBePaidAndFree(world, gateway)).not.toThrow();
});

test('a quota is what still fits', () => {
  expect(() => mustFitQuota(9, 10)).not.toThrow();
  expect(() => mustFitQuota(10, 10)).toThrow('quota');
});

test('only what was sent is changed', () => {
  expect(sent(ask({ Name: 'new', Description: '' }), 'Name', 'Description')).toEqual({ Name: 'new' });
  expect([flagOf(ask({ A: 'True' }), 'A', false), flagOf(ask(), 'A', true)]).toEqual([true, true]);
});
