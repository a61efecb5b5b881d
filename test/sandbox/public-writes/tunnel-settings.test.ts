import { expect, test } from 'vitest';
import {
  firstPhases,
  flagIn,
  readCertificate,
  readPhases,
} from '../../../src/sandbox/public-writes/tunnel-settings.ts';
import type { VpnGateway } from '../../../src/sandbox/state/world.ts';
import { startPublic } from '../public/start-public.ts';

const it = startPublic();
const national = { VpnType: 'NationalStandard' } as VpnGateway; // only its type is looked at
const first = (gateway?: VpnGateway) => {
  const [customer] = it.cloud.world.data.customer_gateways;
  if (!customer) throw new Error('the world has customer gateways');
  return firstPhases(it.cloud.world, gateway, '203.0.113.9', customer);
};

test('each phase has the defaults of the documents, and of the Chinese standard its own', () => {
  expect(first()).toMatchObject({
    TunnelIkeConfig: {
      IkeVersion: 'ikev1',
      IkeEncAlg: 'aes',
      IkeAuthAlg: 'md5',
      IkePfs: 'group2',
      LocalId: '203.0.113.9',
    },
    TunnelIpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'group2', IpsecLifetime: 86_400 },
  });
  expect(first(national)).toMatchObject({ TunnelIkeConfig: { IkeEncAlg: 'sm4', IkeAuthAlg: 'sm3' } });
});

test('a phase that is not named stays', () => {
  const before = first();
  const after = readPhases(it.cloud.world, undefined, { 'TunnelIpsecConfig.IpsecPfs': 'disabled' }, before);
  expect(after.TunnelIkeConfig).toEqual(before.TunnelIkeConfig);
  expect(after.TunnelIpsecConfig).toEqual({ ...before.TunnelIpsecConfig, IpsecPfs: 'disabled' });
});

test('the Chinese standard knows one version and one mode', () => {
  const read = (given: Record<string, string>) => () => readPhases(it.cloud.world, national, given, first(national));
  expect(read({ 'TunnelIkeConfig.IkeVersion': 'ikev2' })).toThrow('IkeVersion');
  expect(read({ 'TunnelIkeConfig.IkeMode': 'aggressive' })).toThrow('IkeMode');
  expect(read({})).not.toThrow();
});

test('a certificate stays until there is another', () => {
  expect(readCertificate(national, undefined, 'old')).toEqual({ RemoteCaCertificate: 'old' });
  expect(readCertificate(national, 'new', 'old')).toEqual({ RemoteCaCertificate: 'new' });
  expect(readCertificate(undefined, '', undefined)).toEqual({});
});

test('a flag is read whatever its letters', () => {
  expect([flagIn({ A: 'True' }, 'A', false), flagIn({ A: 'false' }, 'A', true), flagIn({}, 'A', true)]).toEqual([
    true,
    false,
    true,
  ]);
});
