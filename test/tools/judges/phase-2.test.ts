import { expect, it } from 'vitest';
import { judgePhase2 } from '../../../src/tools/judges/phase-2.ts';
import { factsWith, ike, ipsec } from '../../support/tunnel.ts';

const v1 = { ...ike, IkeVersion: 'ikev1' };
const many = '172.20.0.0/16,172.21.0.0/16';

it.each([
  { name: 'several subnets in IKEv1', change: { IkeConfig: v1, RemoteSubnet: many }, first: 'multi-subnet-ikev1' },
  {
    name: 'several subnets in IKEv2 are no matter',
    change: { RemoteSubnet: many },
    first: 'traffic-selector-mismatch',
  },
  { name: 'one side routed, the other not', change: { LocalSubnet: '0.0.0.0/0' }, first: 'traffic-selector-mismatch' },
])('the first guess: $name', ({ change, first }) => {
  const candidates = [...judgePhase2(factsWith(change))].sort((a, b) => b.confidence - a.confidence);
  expect(candidates[0]?.id).toBe(first);
  expect(candidates[0]?.confidence).toBeLessThan(0.9);
});

it('half a routed mode weighs more than a whole one', () => {
  const of = (change: object) => judgePhase2(factsWith(change)).find(({ id }) => id === 'traffic-selector-mismatch');
  const half = of({ LocalSubnet: '0.0.0.0/0' });
  const whole = of({ LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' });
  expect(half?.confidence).toBeGreaterThan(whole?.confidence ?? 1);
});

it('weak algorithms make their cause likelier', () => {
  const of = (IpsecConfig: typeof ipsec) =>
    judgePhase2(factsWith({ IpsecConfig })).find(({ id }) => id === 'ipsec-proposal-mismatch');
  expect(of({ ...ipsec, IpsecEncAlg: 'des' })?.confidence).toBeGreaterThan(of(ipsec)?.confidence ?? 1);
});
