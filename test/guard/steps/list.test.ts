import { describe, expect, test } from 'vitest';
import type { Action, Fields } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { type DoneStep, filledStep, isOvertaken, replyOf } from '../../../src/guard/steps/list.ts';
import { plannedWrite } from '../planned-write.ts';

const { CreateCustomerGateway, CreateVpnConnection, CreateVpnRouteEntry, DeleteVpnConnection, DeleteVpnRouteEntry } =
  actions;

const done = (action: Action, asked: Fields, reply: Fields = {}): DoneStep => ({
  request: plannedWrite({ action, asked }),
  reply,
});

const route = { VpnGatewayId: 'vpn-1', RouteDest: '10.1.0.0/16', NextHop: 'vco-1' };
const connection = done(CreateVpnConnection, { VpnGatewayId: 'vpn-1' }, { VpnConnectionId: 'vco-1' });

describe('a step that was done is overtaken', () => {
  test.each([
    ['by a delete of what it made', connection, done(DeleteVpnConnection, { VpnConnectionId: 'vco-1' }), true],
    [
      'by a delete of what it belongs to',
      done(CreateVpnRouteEntry, route),
      done(DeleteVpnConnection, { VpnConnectionId: 'vco-1' }),
      true,
    ],
    ['by another change of the same route', done(CreateVpnRouteEntry, route), done(DeleteVpnRouteEntry, route), true],
    [
      'not by one of another route',
      done(CreateVpnRouteEntry, route),
      done(DeleteVpnRouteEntry, { ...route, NextHop: 'vco-2' }),
      false,
    ],
    ['not by a route through it', connection, done(CreateVpnRouteEntry, route), false],
  ])('%s', (_, step, later, expected) => {
    expect(isOvertaken(step, [later])).toBe(expected);
  });
});

test('the record of a create gives the ID that later steps speak of; no other step gives one', () => {
  expect(replyOf({ action: CreateCustomerGateway }, { made: ['cgw-1'] })).toEqual({ CustomerGatewayId: 'cgw-1' });
  expect(replyOf({ action: CreateVpnRouteEntry }, { made: [] })).toEqual({});
  expect(replyOf({ action: DeleteVpnConnection }, { made: ['x'] })).toEqual({});
});

test('a place is filled from the step that it speaks of; one that gave nothing is told', () => {
  const step = {
    action: CreateVpnConnection,
    input: { VpnGatewayId: 'vpn-1', CustomerGatewayId: '{{1.CustomerGatewayId}}' },
  };
  expect(filledStep(step, 2, [{ CustomerGatewayId: 'cgw-1' }]).input).toMatchObject({ CustomerGatewayId: 'cgw-1' });
  expect(filledStep(step, 2, []).input).toEqual(step.input);
  expect(() => filledStep(step, 2, [{}])).toThrow(/Step 2 needs the CustomerGatewayId of step 1/);
});
