import { describe, expect, it } from 'vitest';
import {
  CLOSED,
  negotiationEventsOf,
  PHASE_1_UP,
  PHASE_2_UP,
  START,
} from '../../../src/tools/logs/negotiation-state.ts';

const first = '01[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]';
const up = '01[IKE] IKE_SA a[1] established between 203.0.113.10[a]...198.51.100.1[b]';
const child = '01[IKE] CHILD_SA a{1} established with SPIs c1_i c2_o and TS 10.10.0.0/16 === 172.20.0.0/16';

describe('where a negotiation stands', () => {
  it('is told before each line and after the last', () => {
    expect(negotiationEventsOf([first, up, child])).toEqual([
      START,
      { phase: 1, phase2Tried: false, isRenewal: false, exchange: 'IKE_SA_INIT' },
      { phase: 2, phase2Tried: false, isRenewal: false, exchange: 'IKE_SA_INIT' },
      { phase: 2, phase2Tried: false, isRenewal: true, exchange: 'IKE_SA_INIT' },
    ]);
  });

  it('begins anew with the first message of another negotiation', () => {
    expect(negotiationEventsOf([first, up, child, first]).at(-1)).toMatchObject({ phase: 1, isRenewal: false });
  });

  it('is the exchange of the last packet', () => {
    expect(
      negotiationEventsOf([first, 'parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]', 'no packet']).at(-1)?.exchange,
    ).toBe('IKE_AUTH');
  });
});

it.each([up, '%ASA-5-713119: Group = x, IP = x, PHASE 1 COMPLETED', '203.0.113.10 198.51.100.1 QM_IDLE 1001 ACTIVE'])(
  'phase 1 is up with: %s',
  (line) => {
    expect(PHASE_1_UP.test(line)).toBe(true);
  },
);

it('phase 2 is up, and closed, in their own words', () => {
  expect(PHASE_2_UP.test(child)).toBe(true);
  expect(PHASE_2_UP.test(up)).toBe(false);
  expect(
    ['received DELETE for IKE_SA a[1]', 'giving up after 5 retransmits', child].map((line) => CLOSED.test(line)),
  ).toEqual([true, true, false]);
});

it.each([
  ['respond new phase 1 negotiation: 192.0.2.2[500]<=>192.0.2.7[500]', 1],
  ['ike 0:hub:2: responder: main mode get 1st message...', 1],
  ['ike 0: IKEv2 exchange=SA_INIT id=0011/0000 len=344', 1],
  ['initiate new phase 2 negotiation: 192.0.2.2[500]<=>192.0.2.7[500]', 2],
  ['"link" #2: initiating Quick Mode PSK+ENCRYPT+TUNNEL', 2],
  ['ike 0:hub:44:hub:82: incoming child SA proposal:', 2],
  ['"link" #2: responding to CREATE_CHILD_SA message (ID 2) from 192.0.2.7:4500', 2],
] as const)('other makers say where they stand too: %s', (line, phase) => {
  expect(negotiationEventsOf([line]).at(-1)?.phase).toBe(phase);
});
