import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeConnection } from '../../../src/guard/connection/complete.ts';
import { givenIke, ikeFields, ipsecFields, liveHealth } from '../../../src/guard/connection/fields.ts';

const id = { VpnConnectionId: 'vco-1' };
const live = {
  ...id,
  IkeConfig: {
    Psk: 'FAKE-1',
    IkeVersion: 'ikev2',
    IkeMode: 'main',
    IkeEncAlg: 'aes256',
    IkeAuthAlg: 'sha1',
    IkePfs: 'group14',
    IkeLifetime: 86400,
    LocalId: '203.0.113.1',
    RemoteId: '198.51.100.1',
  },
  IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 },
  VcoHealthCheck: { Enable: 'true', Dip: '10.0.0.1', Sip: '10.1.0.1', Interval: 3, Retry: 3, Status: 'success' },
};

test('whatever part of IkeConfig is given, the whole goes out: the given parts and the live rest, key included', () => {
  const part = fc.record(
    {
      IkePfs: fc.constantFrom('group2', 'group5'),
      IkeLifetime: fc.nat(86400),
      RemoteId: fc.constant('x'),
      Psk: fc.constant('FAKE-2'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(part, (given) => {
      const { input, refusal } = completeConnection({ ...id, IkeConfig: given as never }, live);
      expect(input['IkeConfig']).toEqual({ ...live.IkeConfig, ...given });
      expect(refusal).toBeUndefined();
    }),
  );
});

test('a default of the guide is never filled in: what nobody names is told instead', () => {
  const { IkeMode: _mode, ...rest } = live.IkeConfig;
  const { input, left } = completeConnection({ ...id, IkeConfig: { IkePfs: 'group2' } }, { ...live, IkeConfig: rest });
  expect(input['IkeConfig']).not.toHaveProperty('IkeMode');
  expect(left).toEqual(['IkeConfig.IkeMode']);
});

test('the older name of LocalId is taken for it', () => {
  expect(givenIke({ ...id, IkeConfig: { LocalIdIPsec: 'me' } })).toEqual({ LocalId: 'me' });
  expect(completeConnection({ ...id, IkeConfig: { LocalIdIPsec: 'me' } }, live).input['IkeConfig']).toMatchObject({
    LocalId: 'me',
  });
});

test('a health check is spoken of in the words of the request', () => {
  expect(liveHealth(live)).toEqual({ enable: true, dip: '10.0.0.1', sip: '10.1.0.1', interval: 3, retry: 3 });
  expect(
    completeConnection({ ...id, HealthCheckConfig: { enable: false } }, live).input['HealthCheckConfig'],
  ).toMatchObject({ enable: false, dip: '10.0.0.1' });
});

test.each([
  ['masked', { ...live, IkeConfig: { ...live.IkeConfig, Psk: '****************' } }],
  ['half masked', { ...live, IkeConfig: { ...live.IkeConfig, Psk: 'pgw6dy7d1i8i****' } }],
  ['absent', { ...live, IkeConfig: { IkePfs: 'group2' } }],
])(
  'a key that reads %s stops a partial IkeConfig, a given key lets it through, other settings are free',
  (_, connection) => {
    expect(completeConnection({ ...id, IkeConfig: { IkePfs: 'group2' } }, connection).refusal).toBeDefined();
    expect(completeConnection({ ...id, IkeConfig: { Psk: 'FAKE-2' } }, connection).refusal).toBeUndefined();
    expect(completeConnection({ ...id, RemoteSubnet: '10.0.0.0/8' }, connection).refusal).toBeUndefined();
  },
);

test('blind, only whole objects go out', () => {
  const ike = Object.fromEntries([...ikeFields, 'Psk'].map((field) => [field, 'x']));
  const ipsec = Object.fromEntries(ipsecFields.map((field) => [field, 'x']));
  expect(
    completeConnection({ ...id, IkeConfig: ike as never, IpsecConfig: ipsec as never }, undefined).refusal,
  ).toBeUndefined();
  expect(completeConnection({ ...id, IpsecConfig: { IpsecPfs: 'group2' } }, undefined).refusal?.values['field']).toBe(
    'IpsecConfig',
  );
});
