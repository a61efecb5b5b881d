import { expect, test } from 'vitest';
import { isRead } from '../../src/catalogue/action.ts';
import { agrees, entriesOf, filterOf, recognitionOf, replyFieldsOf } from '../../src/catalogue/created.ts';
import { actions } from '../../src/catalogue/index.ts';

test('whatever a create makes can be recognised, by fields and a list that the catalogue has', () => {
  for (const action of Object.values(actions)) {
    const recognition = recognitionOf(action);
    expect([action.name, recognition !== undefined]).toEqual([action.name, action.verb === 'create']);
    if (!recognition) continue;
    const { list, entries, filters, sameFields } = recognition;
    expect(isRead(list)).toBe(true);
    expect(list.output.shape).toHaveProperty(entries);
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

test('a reply without the list has no entries, not none', () => {
  const recognition = recognitionOf(actions.CreateCustomerGateway);
  if (!recognition) throw new Error('no recognition');
  expect(entriesOf(recognition, {})).toBeUndefined();
  expect(entriesOf(recognition, { CustomerGateways: 'x' })).toBeUndefined();
  expect(entriesOf(recognition, { CustomerGateways: [{ a: 1 }, 3] })).toEqual([{ a: 1 }]);
  expect(replyFieldsOf(actions.CreateCustomerGateway, { CustomerGatewayId: 'cgw-1', Other: 1 })).toEqual({
    CustomerGatewayId: 'cgw-1',
  });
});
