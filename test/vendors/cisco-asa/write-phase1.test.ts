import { expect, test } from 'vitest';
import { ASA_V2 } from '../../../src/vendors/cisco-asa/words.ts';
import { ASA, asaPhase1 } from '../../../src/vendors/cisco-asa/write-phase1.ts';
import type { PeerTunnel } from '../../../src/vendors/handoff/link.ts';
import { spell } from '../../../src/vendors/handoff/spelling.ts';
import { inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const { ike } = sampleTunnel();
const other = { order: 2, remoteAddress: '198.51.100.2', remoteId: '198.51.100.2' } as const;
const lines = (second: Partial<PeerTunnel>) =>
  asaPhase1(
    sampleLink({ tunnels: [sampleTunnel(), sampleTunnel({ ...other, ...second })] }),
    (tunnel) => spell(tunnel, ASA_V2, ASA),
    inText,
  );

test('tunnels of the same phase 1 share a policy, others get one each', () => {
  const policies = (all: readonly string[]) => all.filter((line) => line.startsWith('crypto ikev2 policy'));
  expect(policies(lines({}))).toEqual(['crypto ikev2 policy 110']);
  expect(policies(lines({ ike: { ...ike, lifetime: 3600 } }))).toHaveLength(2);
});

test('two tunnels cannot have two identities', () => {
  expect(() => lines({ localId: 'plant.example.com' })).toThrow(
    'IkeConfig.RemoteId plant.example.com cannot be written',
  );
});
