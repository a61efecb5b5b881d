import { expect, it } from 'vitest';
import { logOf } from '../../../src/sandbox/tunnels/log.ts';
import { complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { cloud, mirror } from './tunnel-fixture.ts';

it('gives each end its own lines, whoever starts', () => {
  const peerStarts = logOf(cloud, mirror());
  const cloudStarts = logOf({ ...cloud, EffectImmediately: true }, complete({ Initiates: false }, cloud));
  expect(peerStarts.peer[0]).toBe('[IKE] initiating IKE_SA ali[1] to 198.51.100.1');
  expect(cloudStarts.cloud[0]).toBe('[IKE] initiating IKE_SA cloud[1] to 203.0.113.10');
  expect(cloudStarts.cloud).toHaveLength(peerStarts.peer.length);
});

it('is empty where nobody starts', () => {
  expect(logOf(cloud, complete({ Initiates: false }, cloud), 'not-initiated')).toEqual({ cloud: [], peer: [] });
});

it('has nothing from a device that is off', () => {
  const { cloud: ours, peer } = logOf(
    { ...cloud, EffectImmediately: true },
    complete({ Up: false }, cloud),
    'peer-unreachable',
  );
  expect(peer).toEqual([]);
  expect(ours.at(-1)).toBe('[IKE] establishing IKE_SA failed, peer not responding');
});
