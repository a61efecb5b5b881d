import { describe, expect, it } from 'vitest';
import { judgePhase1 } from '../../../src/tools/judges/phase-1.ts';
import type { TunnelFacts } from '../../../src/tools/judges/tunnel-facts.ts';
import { connectionWith, factsWith, ike, routeWith } from '../../support/tunnel.ts';

const Status = 'ike_sa_not_established';
const ranked = (facts: TunnelFacts) => [...judgePhase1(facts)].sort((a, b) => b.confidence - a.confidence);
const of = (facts: TunnelFacts, id: string) => judgePhase1(facts).find((one) => one.id === id)?.confidence ?? 0;

describe('guesses about phase 1', () => {
  it('are never called proven', () => {
    const worlds = [
      factsWith({ Status, EffectImmediately: false }, { routes: [] }),
      factsWith({ Status, IkeConfig: { ...ike, IkeEncAlg: 'des', LocalId: 'x' } }),
      factsWith({ Status }, { customerGateway: { IpAddress: '10.0.0.1' }, samePeer: [connectionWith({ Status })] }),
    ];
    for (const facts of worlds) for (const { confidence } of judgePhase1(facts)) expect(confidence).toBeLessThan(0.7);
  });

  it.each([
    {
      name: 'begin with nobody starting, where the cloud waits and no route brings traffic',
      facts: factsWith({ Status, EffectImmediately: false }, { routes: [routeWith({ State: 'normal' })] }),
      first: 'not-initiated',
    },
    {
      name: 'begin with the way, where all tunnels to the peer are down',
      facts: factsWith({ Status }, { samePeer: [connectionWith({ Status })] }),
      first: 'peer-unreachable',
    },
    {
      name: 'begin with algorithms that are refused today',
      facts: factsWith({ Status, IkeConfig: { ...ike, IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' } }),
      first: 'ike-proposal-mismatch',
    },
    {
      name: 'begin with an identity that was left from elsewhere',
      facts: factsWith({ Status, IkeConfig: { ...ike, LocalId: '203.0.113.99' } }),
      first: 'identity-mismatch',
    },
    {
      name: 'begin with a key that devices read in different ways',
      facts: factsWith({ Status }, { keyFlaws: ['shorter than 16', 'blank at an end'] }),
      first: 'psk-mismatch',
    },
    {
      name: 'begin with the gateway, where everything is down',
      facts: factsWith(
        { Status },
        { siblings: ['b', 'c'].map((x) => connectionWith({ Status, CustomerGatewayId: `cgw-${x}` })) },
      ),
      first: 'unknown',
    },
  ])('$name', ({ facts, first }) => {
    expect(ranked(facts)[0]?.id).toBe(first);
  });

  it.each([
    { name: 'the addresses', LocalId: '203.0.113.10', RemoteId: '198.51.100.1', confidence: 0.2 },
    { name: 'another public address of its own', LocalId: '203.0.113.99', RemoteId: '198.51.100.1', confidence: 0.6 },
    { name: 'another public address of the peer', LocalId: '203.0.113.10', RemoteId: '198.51.100.9', confidence: 0.45 },
    { name: 'a name', LocalId: 'hq.example.com', RemoteId: '198.51.100.1', confidence: 0.4 },
    { name: 'an address behind a NAT', LocalId: '203.0.113.10', RemoteId: '10.0.0.2', confidence: 0.4 },
    { name: 'exchanged ends', LocalId: '198.51.100.1', RemoteId: '203.0.113.10', confidence: 0.65 },
  ])('doubt the identities by what they are: $name', ({ LocalId, RemoteId, confidence }) => {
    expect(of(factsWith({ Status, IkeConfig: { ...ike, LocalId, RemoteId } }), 'identity-mismatch')).toBe(confidence);
  });

  it('hardly doubt a path on which another tunnel runs', () => {
    expect(of(factsWith({ Status }, { samePeer: [connectionWith()] }), 'peer-unreachable')).toBeLessThan(0.1);
  });

  it('do not say that nobody starts where the cloud does', () => {
    expect(of(factsWith({ Status }), 'not-initiated')).toBe(0);
  });

  it('take notice of another connection to the same peer with other phase 1 settings', () => {
    const unlike = connectionWith({ VpnConnectionId: 'vco-b', Status, IkeConfig: { ...ike, IkePfs: 'group5' } });
    const alike = connectionWith({ VpnConnectionId: 'vco-b', Status });
    const withUnlike = of(factsWith({ Status }, { samePeer: [unlike] }), 'ike-proposal-mismatch');
    expect(withUnlike).toBeGreaterThan(of(factsWith({ Status }, { samePeer: [alike] }), 'ike-proposal-mismatch'));
  });

  it('speak of modes and NAT in IKEv1 main mode only', () => {
    const v1 = factsWith({ Status, IkeConfig: { ...ike, IkeVersion: 'ikev1', RemoteId: '10.0.0.2' } });
    expect(judgePhase1(v1).map(({ id }) => id)).toEqual(expect.arrayContaining(['ike-mode-mismatch', 'nat-traversal']));
    expect(judgePhase1(factsWith({ Status })).map(({ id }) => id)).not.toContain('ike-mode-mismatch');
  });
});
