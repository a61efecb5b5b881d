import { describe, expect, it } from 'vitest';
import { observed } from '../../../src/tools/diagnosis/observed.ts';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { factsWith } from '../../support/tunnel.ts';

const base = { readMs: Date.UTC(2026, 0, 31, 8, 5), mayCheck: true, unread: [] };

const facts = factsWith({ Status: 'ike_sa_not_established' });
const log = { text: 'retransmission count exceeded the limit', lines: 1, minutes: 10, isWhole: true };

describe('what was observed', () => {
  it('names the tunnel, its gateway and its peer', () => {
    expect(observed({ facts }, 'en')).toMatchObject({
      Connection: expect.stringMatching(/^plant \(vco-a\) ike_sa_not_established$/),
      Gateway: expect.stringContaining('vpn-'),
      Peer: expect.stringContaining('cgw-'),
    });
  });

  it('has nothing of the cloud’s own where that was not read', () => {
    expect(Object.keys(observed({ facts }, 'en')).filter((key) => /^Cloud|^Log/.test(key))).toEqual([]);
  });

  it('has the cloud’s verdict with values and moment, and says which code is not known here', () => {
    const verdict = { code: 'DhGroupMismatch', local: '2', remote: '14', failedMs: Date.UTC(2026, 0, 31, 8) };
    expect(observed({ facts, evidence: { verdict, ...base } }, 'en')).toMatchObject({
      CloudVerdict: 'DhGroupMismatch; cloud 2; peer 14; failed 2026-01-31T08:00:00Z',
    });
    expect(observed({ facts, evidence: { verdict: { code: 'New' }, ...base } }, 'en')).toMatchObject({
      CloudVerdict: 'New (not known here)',
    });
  });

  it('has the last check, with what is not normal', () => {
    const check = { time: '2026-01-31T08:00:00Z', complaints: ['VcoConfigConsistency: error'], isFinished: true };
    const checkText = (rest: Partial<typeof check>) =>
      observed({ facts, evidence: { check: { ...check, ...rest }, ...base } }, 'en').CloudCheck;
    expect(checkText({})).toBe('2026-01-31T08:00:00Z: VcoConfigConsistency: error');
    expect(checkText({ complaints: [], isFinished: false })).toBe(
      '2026-01-31T08:00:00Z (not finished): nothing found so far',
    );
    expect(checkText({ complaints: [] })).toBe('2026-01-31T08:00:00Z: all normal');
  });

  it('says of a log that nobody pasted where it comes from, and whether it is whole', () => {
    const read = (isWhole: boolean) =>
      observed({ facts, log: readLog(log.text), evidence: { log: { ...log, isWhole }, ...base } }, 'en');
    expect(read(true)).toMatchObject({
      Log: expect.stringContaining('1 lines; fetched from the cloud, last 10 minutes'),
    });
    expect(read(false)).toMatchObject({ Log: expect.stringContaining('there may be more lines') });
    const none = observed({ facts, evidence: { log: { ...log, text: '', lines: 0 }, ...base } }, 'en');
    expect(none).toMatchObject({ Log: 'fetched from the cloud: no line in the last 10 minutes' });
  });
});
