import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/tools/logs/facts.ts';
import { upTimes, weighHints } from '../../../src/tools/logs/hints.ts';
import { matchLines } from '../../../src/tools/logs/match.ts';
import { negotiationEventsOf } from '../../../src/tools/logs/negotiation-state.ts';

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
