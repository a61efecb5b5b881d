import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { readFacts } from '../../../src/tools/logs/facts.ts';
import { candidatesOfTraffic, upTimes, weighHints } from '../../../src/tools/logs/hints.ts';
import { matchLines } from '../../../src/tools/logs/match.ts';
import { negotiationEventsOf } from '../../../src/tools/logs/negotiation-state.ts';
import { readLog } from '../../../src/tools/logs/read-log.ts';

const weighed = (...lines: readonly string[]) => {
  const events = negotiationEventsOf(lines);
  return weighHints({
    lines,
    facts: readFacts(lines),
    matches: matchLines(lines, events),
    events,
    ups: upTimes(lines),
  });
};
const ids = (...lines: readonly string[]) => weighed(...lines).map(({ id }) => id);
const refused = 'received AUTHENTICATION_FAILED notify error';

describe('without proof', () => {
  it('a key is likelier than an identity, unless an identity looks odd', () => {
    expect(ids(refused).slice(0, 2)).toEqual(['psk-mismatch', 'identity-mismatch']);
    expect(ids("authentication of 'plant' (myself) with pre-shared key", refused)[0]).toBe('identity-mismatch');
  });

  it('main mode behind a NAT that ends without a key is a NAT matter', () => {
    const lines = ['parsed ID_PROT request 0 [ SA V ]', 'remote host is behind NAT', 'no shared key found for a - b'];
    expect(ids(...lines)[0]).toBe('nat-traversal');
  });

  it('a mode is no candidate where only IKEv2 is spoken', () => {
    expect(ids('parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]', refused)).not.toContain('ike-mode-mismatch');
    expect(ids('parsed AGGRESSIVE request 0 [ SA KE ]', refused)).toContain('ike-mode-mismatch');
  });

  it('a tunnel that comes up three times and is closed twice flaps, and with less it does not', () => {
    const up = (hour: number) =>
      `0${hour}:00:00 IKE_SA a[${hour}] established between 203.0.113.10[a]...198.51.100.1[b]`;
    const closed = (hour: number) => `0${hour}:59:00 received DELETE for IKE_SA a[${hour}]`;
    const flaps = (...lines: readonly string[]) => JSON.stringify(weighed(...lines)).includes('the tunnel came up');
    expect(flaps(up(1), closed(1), up(2), closed(2), up(3))).toBe(true);
    expect(flaps(up(1), closed(1), up(2), up(3))).toBe(false);
    expect(flaps(up(1), closed(1), up(2), closed(2))).toBe(false);
  });

  it('what follows from how the attempts went takes the place of counted lines', () => {
    const course = [{ id: 'peer-unreachable' as const, confidence: 0.7, evidence: [] }];
    const events = negotiationEventsOf([]);
    const nothing = { lines: [], facts: readFacts([]), matches: [], events, ups: { count: 5 } };
    expect(weighHints({ ...nothing, course }).map(({ id }) => id)).toEqual(['peer-unreachable']);
  });
});

it('the times a tunnel came up are counted once each, with the middle of the gaps', () => {
  const up = (time: string) => `${time} IKE_SA a[1] established between 203.0.113.10[a]...198.51.100.1[b]`;
  expect(upTimes([up('01:00:00'), up('01:00:00'), up('02:00:00'), up('03:00:00')])).toEqual({
    count: 3,
    everySeconds: 3600,
  });
  expect(upTimes([])).toEqual({ count: 0 });
});

describe('counters of SAs', () => {
  const encaps = (sent: number, received: number) => [
    `    #pkts encaps: ${sent}, #pkts encrypt: ${sent}, #pkts digest: ${sent}`,
    `    #pkts decaps: ${received}, #pkts decrypt: ${received}, #pkts verify: ${received}`,
  ];

  it.each([
    { name: 'Cisco, none came back', lines: encaps(1204, 0), says: /1204 packets went into the tunnel/ },
    { name: 'Cisco, none went in', lines: encaps(0, 7), says: /7 packets came out of the tunnel/ },
    {
      name: 'FortiGate',
      lines: ["'hub'  192.0.2.7:0  selectors(total,up): 1/1  rx(pkt,err): 0/0  tx(pkt,err): 31/0"],
      says: /31 packets went into the tunnel/,
    },
    {
      name: 'FortiGate, list',
      lines: ['stat: rxp=0 txp=12 rxb=0 txb=1008'],
      says: /12 packets went into the tunnel/,
    },
    {
      name: 'strongSwan',
      lines: [
        '    in  c8f8a7d8,      0 bytes,     0 packets',
        '    out cd1c5a01,    840 bytes,    10 packets,     2s ago',
      ],
      says: /10 packets went into the tunnel/,
    },
  ])('that show one direction only are a matter of ESP or of the way back: $name', ({ lines, says }) => {
    const [first] = candidatesOfTraffic(lines);
    expect(first?.id).toBe('esp-blocked');
    expect(first?.confidence).toBeLessThan(0.8);
    expect(formatEvidence(first?.evidence[0] ?? expect.unreachable(), 'en')).toMatch(says);
  });

  it('of both directions, or of none, show nothing; the end of one SA is no pair with the beginning of the next', () => {
    expect(candidatesOfTraffic([...encaps(10, 10), ...encaps(0, 0), ...encaps(4, 2)])).toEqual([]);
    expect(candidatesOfTraffic(['#pkts encaps: 10', 'a', 'b', 'c', '#pkts decaps: 0'])).toEqual([]);
  });

  it('are understood without a line about the negotiation', () => {
    const { candidates, notUnderstood } = readLog(encaps(5, 0).join('\n'));
    expect(candidates.map(({ id }) => id)).toEqual(['esp-blocked']);
    expect(notUnderstood).toBeUndefined();
  });
});
