import { expect, test } from 'vitest';
import { isRead } from '../../src/catalogue/action.ts';
import { agrees, filterOf, recognitionOf, replyFieldsOf } from '../../src/catalogue/created.ts';
import { actions } from '../../src/catalogue/index.ts';
import { listReply } from '../../src/catalogue/schema/list-replies.ts';

test('whatever a create makes can be recognised, by fields and a list that the catalogue has', () => {
  for (const action of Object.values(actions)) {
    const recognition = recognitionOf(action);
    expect([action.name, recognition !== undefined]).toEqual([action.name, action.verb === 'create']);
    if (!recognition) continue;
    const { list, filters, sameFields } = recognition;
    expect(isRead(list)).toBe(true);
    expect(listReply(list)).toBeDefined();
    for (const name of filters) expect(list.input.shape).toHaveProperty(name);
    for (const name of sameFields) expect(action.input.shape).toHaveProperty(name);
  }
});

test('an entry agrees where nothing that both name differs', () => {
  const recognition = recognitionOf(actions.CreateVpnRouteEntry);
  if (!recognition) throw new Error('no recognition');
  const asked = { RegionId: 'r', VpnGatewayId: 'vpn-1', RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: '100' };
  expect(agrees({ RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100 }, recognition, asked)).toBe(true);
  expect(agrees({ RouteDest: '10.0.0.0/8' }, recognition, asked)).toBe(true);
  expect(agrees({ RouteDest: '10.0.0.0/8', NextHop: 'vco-2' }, recognition, asked)).toBe(false);
  expect(filterOf(recognition, asked)).toEqual({ RegionId: 'r', VpnGatewayId: 'vpn-1' });
});

test('of an entry, what the reply of its create has is given', () => {
  expect(replyFieldsOf(actions.CreateCustomerGateway, { CustomerGatewayId: 'cgw-1', Other: 1 })).toEqual({
    CustomerGatewayId: 'cgw-1',
  });
});
