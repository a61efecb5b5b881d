import { expect, test } from 'vitest';
import { deviceWarnings, firewallHint, kindWord, refuseUnlike } from '../../../src/vendors/handoff/device.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const words = { address: 'inet', fqdn: 'hostname', email: 'user' };

test('the kind of an identity decides its word, and a distinguished name has none', () => {
  expect(['192.0.2.1', 'a.example', 'a@b.example'].map((id) => kindWord('LocalId', id, 'X', words))).toEqual([
    'inet',
    'hostname',
    'user',
  ]);
  expect(() => kindWord('LocalId', 'CN=a', 'X', words)).toThrow('IkeConfig.LocalId cannot be written for X');
  expect(() => kindWord('RemoteId', 'a b', 'X', words)).toThrow('IkeConfig.RemoteId cannot be written for X');
});

test('tunnels that differ do not share an entry', () => {
  const second = sampleTunnel({ order: 2, remoteAddress: '198.51.100.2', remoteId: '198.51.100.2' });
  expect(() => refuseUnlike(sampleLink({ tunnels: [sampleTunnel(), second] }), 'X')).not.toThrow();
  const unlike = { ...second, ipsec: { ...second.ipsec, lifetime: 3600 } };
  expect(() => refuseUnlike(sampleLink({ tunnels: [sampleTunnel(), unlike] }), 'X')).toThrow('different');
});

test('weak algorithms and several pairs of blocks are warned of', () => {
  const { ike } = sampleTunnel();
  const tunnels = [sampleTunnel({ ike: { ...ike, group: 'group2' } })] as const;
  expect(deviceWarnings(sampleLink())).toEqual([]);
  expect(deviceWarnings(sampleLink({ tunnels })).join()).toContain('group2');
  expect(deviceWarnings(sampleLink({ localSubnets: ['10.1.0.0/24', '10.2.0.0/24'] })).join()).toContain('2 pairs');
  expect(firewallHint(sampleLink())).toContain('198.51.100.1');
});
