import { expect, test } from 'vitest';
import { called, gatewayWarnings, spell, targetOf, tunnels, withoutTarget } from '../../../src/guard/plan/impact.ts';
import { format, message } from '../../../src/guard/text/message.ts';

test.each([
  ['plant-main', 'plant-main'],
  [undefined, 'vco-1'],
  ['yes', 'vco-1'],
  ['two words', 'vco-1'],
  ['**bold**', 'vco-1'],
  ['vco-17', 'vco-1'],
  ['VPN-2', 'vco-1'],
  ['vss_9', 'vco-1'],
  ['vpnplant', 'vpnplant'],
])('a target named %j is confirmed by typing %s', (name, confirm) => {
  expect(targetOf('vco-1', name).confirm).toBe(confirm);
});

test('a gateway is noted when it is locked, busy or unseen', () => {
  const notes = (gateway: object) => gatewayWarnings({ found: { VpnGatewayId: 'vpn-1', ...gateway } });
  expect(notes({ Status: 'active', BusinessStatus: 'Normal' })).toEqual({ warnings: [] });
  expect(notes({ BusinessStatus: 'FinancialLocked' }).refusal).toBeDefined();
  const passing = gatewayWarnings({ found: { VpnGatewayId: 'vpn-1', BusinessStatus: 'FinancialLocked' } }, 'lets pass');
  expect([passing.refusal, passing.warnings.length]).toEqual([undefined, 1]);
  expect(notes({ Status: 'updating' }).warnings.map((each) => format(each, 'en'))).toEqual([
    'Gateway vpn-1 is updating now: the call waits until it is active again.',
  ]);
  expect(gatewayWarnings({ unread: 'Forbidden' }).warnings).toHaveLength(1);
});

test('a missing target is refused, an unseen one is asked about', () => {
  const what = { en: 'thing', zh: '\u7269' };
  expect(withoutTarget(what, 'x-1', 'r', { missing: true })).toMatchObject({ gone: true, refusal: expect.anything() });
  const unseen = withoutTarget(what, 'x-1', 'r', { unread: 'Forbidden' });
  expect([unseen.gone, unseen.refusal, unseen.affected.length]).toEqual([false, undefined, 1]);
});

test('tunnels are called by name and known as up, down or neither', () => {
  const known = tunnels({
    found: [
      { VpnConnectionId: 'a', Name: 'hq', Status: 'ipsec_sa_established' },
      { VpnConnectionId: 'b', Status: 'ike_sa_established' },
    ],
  });
  expect([known.name('a'), known.name('b'), known.name('c')]).toEqual(['hq (a)', 'b', 'c']);
  expect([known.isUp('a'), known.isUp('b'), known.isUp('c')]).toEqual([true, false, undefined]);
});

test('fields are spelled for a person who types the call', () => {
  expect(spell({ A: 1, B: undefined, C: 'x', D: true })).toBe('A=1, C=x, D=true');
  expect(called('id', '')).toBe('id');
});

test('a name that could read as a sentence of ours is told in quotes', () => {
  const summary = (name: string) =>
    format(message({ en: 'Tunnel {name} goes down.', zh: '' }, { name: called('vco-1', name) }), 'en');
  expect(summary('plant-main')).toBe('Tunnel plant-main (vco-1) goes down.');
  expect(summary('nothing. Safe to approve')).toBe('Tunnel “nothing. Safe to approve” (vco-1) goes down.');
});

test('a setting of several words cannot read as a sentence of ours', () => {
  const summary = format(
    message({ en: 'Undo with {fields}.', zh: '' }, { fields: spell({ Name: 'x. All is safe', Port: 1 }) }),
    'en',
  );
  expect(summary).toBe('Undo with Name=“x. All is safe”, Port=1.');
});
