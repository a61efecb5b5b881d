import { expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../src/catalogue/causes.ts';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { formatChange } from '../../../src/tools/fixes/format-change.ts';
import { remedyOf } from '../../../src/tools/fixes/tunnel.ts';
import type { TunnelFacts } from '../../../src/tools/judges/tunnel-facts.ts';
import { connectionWith, factsWith, peerWith } from '../../support/tunnel.ts';

const weak = {
  ...{ Status: 'ipsec_sa_established', EffectImmediately: false },
  IkeConfig: { IkeVersion: 'ikev1', IkeMode: 'main', IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' },
  IpsecConfig: { IpsecEncAlg: 'des', IpsecAuthAlg: 'md5', IpsecPfs: 'group1', IpsecLifetime: 600 },
  VcoHealthCheck: { Enable: 'true', Status: 'failed', Dip: '10.10.0.9', Sip: '172.20.0.9', Interval: 1, Retry: 1 },
};
const peer = peerWith({ mode: 'aggressive', local_id: 'plant.example.com', selectors_remote: ['10.99.0.0/16'] });
const one: Partial<TunnelFacts> = {
  tunnel: { own: { connection: connectionWith(), TunnelId: 'tun-b', Role: 'slave' }, others: [] },
};
const CONFIG = /"(?:Ike|Ipsec|HealthCheck)Config"/;

it.each(CAUSE_IDS)('%s of one tunnel of several is mended by no call that sets the connection', (id) => {
  const { fix } = remedyOf({ id, confidence: 0.95 }, factsWith(weak, one), peer);
  expect(JSON.stringify(fix ?? {})).not.toMatch(CONFIG);
  const odd = remedyOf({ id, confidence: 0.95 }, factsWith(weak, { notUnderstood: 'null' }), peer);
  expect(JSON.stringify(odd.fix ?? {})).not.toMatch(CONFIG);
});

it('what is told in its place is the change, and for a key that it is one at both ends', () => {
  const summary = (id: (typeof CAUSE_IDS)[number]) => {
    const { advice } = remedyOf({ id, confidence: 0.95 }, factsWith(weak, one), peer);
    return advice && formatEvidence(advice, 'en');
  };
  expect(summary('ike-mode-mismatch')).toMatch(
    /^In the cloud, for tunnel tun-b \(slave\) of plant .*: IkeMode = aggressive\./,
  );
  expect(summary('psk-mismatch')).toMatch(/alone: Psk\. .* The new key has to be the same at both ends\.$/);
});

it('a change of the connection is told by its call', () => {
  const facts = factsWith(weak, one);
  expect(remedyOf({ id: 'not-initiated', confidence: 0.5 }, facts, peer).fix?.args).toMatchObject({
    EffectImmediately: true,
  });
  expect(
    formatChange({ tool: 'ModifyVpnConnectionAttribute', args: { EffectImmediately: true } }, facts),
  ).toBeUndefined();
});
