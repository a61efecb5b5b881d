import { expect, it } from 'vitest';
import { ikeChoices, sameRange } from '../../../src/sandbox/tunnels/end.ts';
import { complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { cloud } from './tunnel-fixture.ts';

it('completes a device as the mirror of the cloud', () => {
  const peer = complete({}, cloud);
  expect(peer).toMatchObject({ LocalSubnet: cloud.RemoteSubnet, RemoteSubnet: cloud.LocalSubnet, Up: true });
  expect(peer.IkeConfig).toMatchObject({ LocalId: '203.0.113.10', RemoteId: '198.51.100.1', Psk: cloud.IkeConfig.Psk });
});

it('keeps what a device says of itself, and nothing of the cloud changes it later', () => {
  const peer = complete({ IkeConfig: { IkePfs: 'group14' } }, cloud);
  expect(ikeChoices(peer)).toEqual([{ IkeEncAlg: 'aes', IkeAuthAlg: 'sha1', IkePfs: 'group14' }]);
  const changed = { ...cloud, IkeConfig: { ...cloud.IkeConfig, Psk: 'FAKE-changed' } };
  expect(complete(peer, changed)).toEqual(peer);
});

it.each([
  ['10.0.0.0/24', '10.0.0.0/25, 10.0.0.128/25', true],
  ['10.0.1.7/24', '10.0.1.0/24', true],
  ['10.0.0.0/24,10.0.1.0/24', '10.0.1.0/24,10.0.0.0/24', true],
  ['10.0.0.0/24', '10.0.0.0/25', false],
  ['0.0.0.0/0', '10.0.0.0/8', false],
])('%s and %s cover the same: %s', (a, b, same) => {
  expect(sameRange(a, b)).toBe(same);
});
