import { expect, it } from 'vitest';
import { readTunnels } from '../../../src/network/tunnels.ts';
import type { Connection } from '../../../src/tools/inventory/inventory.ts';
import { checkCopyable, healthCheckOf, phasesOf, upkeepOf } from '../../../src/tools/moves/copy-settings.ts';
import { connection } from '../sites/site-rows.ts';

const tunnelOf = (row: Connection) => {
  const [tunnel] = readTunnels(row).tunnels;
  if (!tunnel) throw new Error('no tunnel');
  return tunnel;
};

it('settings are copied, the key is made anew, and identities are those that are given', () => {
  const { ike, ipsec } = phasesOf(tunnelOf(connection), { RemoteId: '192.0.2.1' });
  const { LocalId: _l, RemoteId: _r, ...rest } = connection.IkeConfig ?? {};
  expect(ike).toEqual({ ...rest, Psk: { generate: true }, RemoteId: '192.0.2.1' });
  expect(ipsec).toEqual(connection.IpsecConfig);
});

it('what the cloud does not tell is not filled in', () => {
  const row = { ...connection, IkeConfig: { ...connection.IkeConfig, IkePfs: '' } };
  expect(() => phasesOf(tunnelOf(row), {})).toThrow(/IkeConfig\.IkePfs of plant \(vco-1\) is missing/);
});

it('a health check is copied where it is on', () => {
  const check = { Enable: 'true', Dip: '172.16.0.1', Sip: '10.0.0.1', Interval: 3, Retry: 2 };
  expect(healthCheckOf({ ...connection, VcoHealthCheck: check })).toEqual({
    HealthCheckConfig: { enable: true, dip: '172.16.0.1', sip: '10.0.0.1', interval: 3, retry: 2 },
  });
  expect(healthCheckOf({ ...connection, VcoHealthCheck: { ...check, Enable: 'false' } })).toEqual({});
});

it('switches are told where the platform has them', () => {
  expect(upkeepOf(tunnelOf(connection), 'stack')).toEqual({});
  const off = { ...connection, EnableDpd: false };
  expect(upkeepOf(tunnelOf(off), 'public')).toEqual({ EnableDpd: false, EnableNatTraversal: true });
});

it.each([
  [{ VpnGatewayId: '' }, /transit router/],
  [{ RemoteCaCertificate: 'FAKE' }, /by a certificate/],
  [{ EnableTunnelsBgp: true }, /speaks BGP/],
] as const)('%j is not copied', (change, words) => {
  expect(() => checkCopyable({ ...connection, ...change })).toThrow(words);
  expect(() => checkCopyable(connection)).not.toThrow();
});
