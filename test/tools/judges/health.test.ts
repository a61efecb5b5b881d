import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { isProbed, judgeHealth, misplaced } from '../../../src/tools/judges/health.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

const check = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Interval: 3, Retry: 3, Status: 'failed' };
const judged = (change: object, rest: object = {}) =>
  judgeHealth(factsWith({ VcoHealthCheck: { ...check, ...change }, ...rest }));

describe('a failing health check', () => {
  it.each([
    { name: 'probes outside RemoteSubnet', change: { Dip: '172.30.0.1' }, id: 'health-check-misconfigured' },
    {
      name: 'answers to an address outside LocalSubnet',
      change: { Sip: '192.168.1.1' },
      id: 'health-check-misconfigured',
    },
    { name: 'has no target at all', change: { Dip: '' }, id: 'health-check-misconfigured' },
    { name: 'gets no answer', change: {}, id: 'health-check-failing' },
  ])('$name', ({ change, id }) => {
    expect(judged(change)).toMatchObject([{ id }]);
  });

  it('at a wrong address is certain, and the failover is told', () => {
    const [one] = judged({ Dip: '172.30.0.1' });
    expect(one?.confidence).toBeGreaterThanOrEqual(0.9);
    expect(one?.evidence.map((evidence) => formatEvidence(evidence, 'en')).join()).toMatch(
      /172\.30\.0\.1.*yields to its standby/,
    );
  });

  it.each([
    { name: 'is switched off', change: { Enable: 'false' }, rest: {} },
    { name: 'is switched off at a wrong address', change: { Enable: 'false', Dip: '172.30.0.1' }, rest: {} },
    { name: 'passes', change: { Status: 'success' }, rest: {} },
    { name: 'passes, wherever it probes', change: { Status: 'success', Dip: '172.30.0.1' }, rest: {} },
    { name: 'hangs on a tunnel that is down', change: {}, rest: { Status: 'ike_sa_not_established' } },
    {
      name: 'probes networks that the reply does not give',
      change: { Status: undefined, Dip: '172.30.0.1' },
      rest: { RemoteSubnet: undefined },
    },
  ])('is no matter when it $name', ({ change, rest }) => {
    expect(judged(change, rest)).toEqual([]);
  });
});

it('a check at a wrong address is told of a tunnel that is down, and not as what keeps it down', () => {
  const [one] = judged({ Dip: '172.30.0.1' }, { Status: 'ike_sa_not_established' });
  expect(one).toMatchObject({ id: 'health-check-misconfigured', isFault: true });
  expect(one?.confidence).toBeLessThan(0.2);
  expect(one?.evidence.map((evidence) => formatEvidence(evidence, 'en')).join()).toMatch(
    /172\.30\.0\.1.*this keeps no tunnel down/,
  );
});

it('a check at a wrong address is wrong before its first result too', () => {
  expect(judged({ Dip: '172.30.0.1', Status: undefined })).toMatchObject([{ confidence: 0.95 }]);
});

it('the word that switches it on is a text, in any case', () => {
  expect(isProbed(connectionWith({ VcoHealthCheck: { ...check, Enable: 'True' } }))).toBe(true);
  expect(isProbed(connectionWith())).toBe(false);
});

it('which end of a probe is misplaced is told apart', () => {
  expect(misplaced(factsWith({ VcoHealthCheck: { ...check, Sip: '10.99.0.1' } }))).toEqual({ dip: false, sip: true });
});
