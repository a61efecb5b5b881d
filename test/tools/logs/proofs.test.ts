import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/tools/logs/facts.ts';
import { matchLines } from '../../../src/tools/logs/match.ts';
import { negotiationEventsOf } from '../../../src/tools/logs/negotiation-state.ts';
import { candidatesOfProofs, pastCauses, proofsIn } from '../../../src/tools/logs/proofs.ts';

const proofs = (lines: readonly string[]) => {
  const events = negotiationEventsOf(lines);
  return proofsIn(matchLines(lines, events), readFacts(lines).offers, events);
};
const received = (list: string): string => `received proposals: ${list}`;
const configured = (list: string): string => `configured proposals: ${list}`;

describe('two lists of algorithms', () => {
  it.each([
    {
      name: 'of phase 1',
      list: 'IKE:AES_CBC_128/HMAC_SHA1_96/MODP_2048',
      own: 'IKE:AES_CBC_256/HMAC_SHA1_96/MODP_2048',
      id: 'ike-proposal-mismatch',
    },
    {
      name: 'of phase 2',
      list: 'ESP:AES_CBC_128/HMAC_SHA1_96/MODP_2048',
      own: 'ESP:AES_CBC_256/HMAC_SHA1_96/MODP_2048',
      id: 'ipsec-proposal-mismatch',
    },
    {
      name: 'of phase 2, in the group only',
      list: 'ESP:AES_CBC_256/HMAC_SHA1_96/MODP_1536',
      own: 'ESP:AES_CBC_256/HMAC_SHA1_96/MODP_2048',
      id: 'pfs-mismatch',
    },
  ])('$name that have nothing in common are proof', ({ list, own, id }) => {
    expect(proofs([received(list), configured(own)]).map((proof) => proof.id)).toEqual([id]);
  });

  it('are none when a choice follows, or when they fit', () => {
    const [a, b] = ['IKE:AES_CBC_128/HMAC_SHA1_96/MODP_2048', 'IKE:AES_CBC_256/HMAC_SHA1_96/MODP_2048'];
    expect(proofs([received(a), configured(b), `selected proposal: ${a}`])).toEqual([]);
    expect(proofs([received(a), configured(`${b}, ${a}`)])).toEqual([]);
  });

  it('of the first exchange carry no group, and that is no difference', () => {
    const lines = [
      'parsed IKE_AUTH request 1 [ IDi AUTH SA ]',
      received('ESP:AES_CBC_256/HMAC_SHA1_96/NO_EXT_SEQ'),
      configured('ESP:AES_CBC_256/HMAC_SHA1_96/MODP_2048/NO_EXT_SEQ'),
    ];
    expect(proofs(lines)).toEqual([]);
  });
});

const mismatch = (time: string): string => `${time} [IKE] tried 1 shared key for 'a' - 'b', but MAC mismatched`;
const up = (time: string): string =>
  `${time} [IKE] CHILD_SA a{1} established with SPIs c1_i c2_o and TS 10.0.0.0/8 === 10.1.0.0/16`;

describe('a proven cause is past', () => {
  it.each([
    { name: 'when the tunnel came up later', lines: [mismatch('08:00:00'), up('09:00:00')], past: ['psk-mismatch'] },
    { name: 'not when that was before', lines: [up('07:00:00'), mismatch('08:00:00')], past: [] },
    { name: 'not when it was the other end’s same second', lines: [mismatch('08:00:00'), up('08:00:00')], past: [] },
    { name: 'not without times', lines: [mismatch(''), up('')], past: [] },
  ])('$name', ({ lines, past }) => {
    expect(pastCauses(proofs(lines), lines, negotiationEventsOf(lines))).toEqual(past);
  });
});

it('the earliest proof leads, another follows far behind', () => {
  const found = candidatesOfProofs(proofs(['received TS_UNACCEPTABLE notify', mismatch('')]));
  expect(found.map(({ id, confidence }) => [id, confidence])).toEqual([
    ['traffic-selector-mismatch', 0.95],
    ['psk-mismatch', 0.4],
  ]);
  expect(candidatesOfProofs([])).toEqual([]);
});
