import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeTunnels } from '../../../src/guard/connection/complete-tunnels.ts';
import { planMessages } from '../../../src/guard/plan/messages.ts';
import { twoTunnels } from './two-tunnels.ts';

const place = fc.constantFrom({ TunnelId: 'tun-a' }, { Role: 'master' }, { TunnelId: 'tun-a', Role: 'master' });
const ike = fc.record(
  {
    IkePfs: fc.constantFrom('group2', 'group14'),
    IkeLifetime: fc.integer({ min: 0, max: 86_400 }),
    RemoteId: fc.constant('peer.example'),
    Psk: fc.constantFrom('FAKE-psk-new', 'FAKE-psk-master'),
  },
  { requiredKeys: [] },
);
const settings = fc.record(
  {
    TunnelIkeConfig: ike,
    TunnelIpsecConfig: fc.record({ IpsecPfs: fc.constantFrom('group2', 'disabled') }, { requiredKeys: [] }),
    EnableDpd: fc.boolean(),
    CustomerGatewayId: fc.constantFrom('cgw-1', 'cgw-9'),
  },
  { requiredKeys: [] },
);

test('each structure goes out whole and no other, the rest is what was asked; completing it again changes nothing', () => {
  fc.assert(
    fc.property(place, settings, (where, given) => {
      const live = twoTunnels();
      const { changed, refusal, left } = completeTunnels([{ ...where, ...given }], live);
      const [only] = changed;
      expect([changed.length, refusal, left]).toEqual([1, undefined, []]);
      expect(Object.keys(only?.completed ?? {}).sort()).toEqual(['Role', 'TunnelId', ...Object.keys(given)].sort());
      if (given.TunnelIkeConfig)
        expect(only?.completed['TunnelIkeConfig']).toEqual({
          ...{ Psk: 'FAKE-psk-master', IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256' },
          ...{ IkeAuthAlg: 'sha256', IkePfs: 'group14', IkeLifetime: 86_400 },
          ...{ LocalId: '203.0.113.1', RemoteId: '198.51.100.1', ...given.TunnelIkeConfig },
        });
      const again = completeTunnels([only?.completed ?? {}], live);
      expect(again.changed[0]?.completed).toEqual(only?.completed);
    }),
  );
});

const pfs = { TunnelIkeConfig: { IkePfs: 'group5' } };

test.each([
  ['nothing', [pfs], planMessages.tunnelUnnamed],
  ['a tunnel that is not there', [{ TunnelId: 'tun-c', ...pfs }], planMessages.noSuchTunnel],
  ['one tunnel by its ID and the other by its role', [{ TunnelId: 'tun-a', Role: 'slave' }], planMessages.noSuchTunnel],
  ['a number where roles tell them apart', [{ TunnelIndex: 1 }], planMessages.noSuchTunnel],
  ['one tunnel twice', [{ TunnelId: 'tun-a' }, { Role: 'master' }], planMessages.tunnelTwice],
] as const)('a request that names %s is refused as not meant', (_, asked, text) => {
  const { refusal, misplaced } = completeTunnels([...asked], twoTunnels());
  expect([refusal?.text, misplaced]).toEqual([text, true]);
});

test.each([
  ['a mask', { Psk: '********' }, planMessages.maskedTunnelKey],
  ['half a mask', { Psk: 'pgw6dy7d****' }, planMessages.maskedTunnelKey],
  ['nothing', {}, planMessages.tunnelKeyNotRead],
] as const)('a live key that reads as %s is never sent: a new one is asked for', (_, key, text) => {
  const live = twoTunnels({ TunnelIkeConfig: { IkePfs: 'group14', ...key } });
  expect(completeTunnels([{ Role: 'master', ...pfs }], live).refusal?.text).toBe(text);
  expect(completeTunnels([{ Role: 'slave', ...pfs }], live).refusal).toBeUndefined();
  expect(completeTunnels([{ Role: 'master', EnableDpd: false }], live).refusal).toBeUndefined();
  const given = { Role: 'master', TunnelIkeConfig: { Psk: { generate: true } } };
  expect(completeTunnels([given], live).refusal).toBeUndefined();
});

test('no default is filled in: what nobody names is told', () => {
  const live = twoTunnels({ TunnelIpsecConfig: { IpsecEncAlg: 'aes' } });
  const { changed, left } = completeTunnels([{ Role: 'master', TunnelIpsecConfig: { IpsecPfs: 'group5' } }], live);
  expect(changed[0]?.completed['TunnelIpsecConfig']).toEqual({ IpsecEncAlg: 'aes', IpsecPfs: 'group5' });
  expect(left.map((field) => field.split('.').at(-1))).toEqual(['IpsecAuthAlg', 'IpsecLifetime']);
});

test('an address of the old block of BGP is not carried into another one', () => {
  const bgp = { LocalAsn: '45104', TunnelCidr: '169.254.10.0/30', LocalBgpIp: '169.254.10.2', PeerAsn: '65000' };
  const live = twoTunnels({ TunnelBgpConfig: bgp });
  const sent = (TunnelBgpConfig: object) =>
    completeTunnels([{ Role: 'master', TunnelBgpConfig }], live).changed[0]?.completed['TunnelBgpConfig'];
  expect(sent({ LocalAsn: 65_001 })).toEqual({
    ...{ LocalAsn: 65_001, TunnelCidr: '169.254.10.0/30', LocalBgpIp: '169.254.10.2' },
  });
  expect(sent({ TunnelCidr: '169.254.11.0/30' })).toEqual({ LocalAsn: 45_104, TunnelCidr: '169.254.11.0/30' });
});
