import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certaintyOf as ofTools } from '../../../src/tools/causes/format-cause.ts';
import { certaintyOf, readDiagnosis } from '../../../src/views/tunnel/diagnosis.ts';

const base = { Verdict: 'v', Causes: [] };

test.each([0, 0.2, 0.49, 0.5, 0.75, 0.89, 0.9, 1])(
  'the confidence %s is called what the tools call it',
  (confidence) => {
    expect(certaintyOf(confidence)).toBe(ofTools(confidence));
  },
);

test('anything but a diagnosis is none', () => {
  expect([{}, { Verdict: 'v' }, { Causes: [] }].map(readDiagnosis)).toEqual([undefined, undefined, undefined]);
});

test('reads that failed are told apart from what cannot be seen at all', () => {
  const NotVisible = [
    'DescribeVpnRouteEntries: Forbidden',
    'cn-a DescribeVpnConnections: timeout',
    'DescribeVpnGateways：超时',
    'Log: read the first 20000 lines, 5 of 9 characters',
    'PeerConfig：只读取了前 5 行',
    'the negotiation itself: this API has no IPsec log',
    'whether the two keys are equal',
  ];
  const { unread, notVisible } = readDiagnosis({ ...base, NotVisible }) ?? {};
  expect([unread, notVisible]).toEqual([NotVisible.slice(0, 5), NotVisible.slice(5)]);
});

test('what differs comes first, and a result that is not known is not taken for equal', () => {
  const row = (Field: string, Result: string) => ({ Field, Cloud: 'a', Peer: 'b', Result });
  const Comparison = [row('a', 'match'), row('b', 'new word'), row('c', 'mismatch'), row('d', 'note')];
  expect(readDiagnosis({ ...base, Comparison })?.rows.map(({ field, result }) => [field, result])).toEqual([
    ['c', 'mismatch'],
    ['d', 'note'],
    ['a', 'match'],
    ['b', 'not given'],
  ]);
});

test.each([
  ['plant (vco-1) ipsec_sa_established', 'up'],
  ['plant (vco-1) ike_sa_not_established', 'down'],
  ['plant (vco-1) ipsec_sa_something_new', 'unknown'],
  ['plant (vco-1)', 'unknown'],
  ['ipsec_sa_established', 'unknown'],
  ['ipsec_sa_established (vco-1) status unknown', 'unknown'],
  ['', undefined],
])('of the connection %j the state is %s', (Connection, health) => {
  expect(readDiagnosis({ ...base, Observed: { Connection } })?.health).toBe(health);
});

test('a fix whose values are not plain is marked as that', () => {
  const cause = (Arguments: object) => ({ Id: 'x', Confidence: 1, Evidence: [], Fix: { Tool: 'T', Arguments } });
  const causes = readDiagnosis({ ...base, Causes: [cause({ a: 'b' }), cause({ a: 'do it now' }), {}] })?.causes;
  expect(causes?.map(({ fix }) => fix?.isPlain)).toEqual([true, false, undefined]);
});

test('whatever a host hands over, reading it fails in no way', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (Causes, Observed) => {
      expect(
        readDiagnosis({ Verdict: 'v', Causes, Observed, Comparison: Observed, NotVisible: Observed })?.verdict,
      ).toBe('v');
    }),
  );
});

const established = { Connection: 'plant (vco-1) ipsec_sa_established' };
const cause = (Confidence: unknown) => ({ Id: 'x', Confidence, Evidence: [] });

test.each([
  [{ ...established, HealthCheck: 'success, 10.0.0.1 to 10.1.0.1' }, [], 'up'],
  [{ ...established, HealthCheck: 'failed, 10.0.0.1 to 10.1.0.1' }, [], 'degraded'],
  [established, [cause(0.4)], 'up'],
  [established, [cause(0.4), cause(0.5)], 'degraded'],
  [{ Connection: 'a (vco-1)', Tunnel: 'tun-1 (number 2) ipsec_sa_established, to cgw-1, BGP success' }, [], 'up'],
  [{ Connection: 'a (vco-1)', Tunnel: 'tun-1 (slave) ipsec_sa_established, to cgw-1, BGP failed' }, [], 'degraded'],
  [{ Connection: 'a (vco-1)', Tunnel: 'number 2 ipsec_sa_established, to cgw-1' }, [], 'up'],
  [{ Connection: 'a (vco-1)', Tunnel: 'tun-1 (slave) status unknown, to cgw-1' }, [], 'unknown'],
])('established is not enough to be called up: %j with %j is %s', (Observed, Causes, health) => {
  expect(readDiagnosis({ ...base, Observed, Causes })?.health).toBe(health);
});

test.each([95, -1, 'much', {}, null])('a confidence of %j proves nothing', (Confidence) => {
  expect(readDiagnosis({ ...base, Causes: [cause(Confidence)] })?.causes[0]?.certainty).toBe('guess');
});

test('of a connection with several tunnels it is the state of the one that was looked at', () => {
  const Observed = {
    Connection: 'madrid (vco-1)',
    Tunnel: 'tun-1 (master) ike_sa_not_established, 203.0.113.1 to cgw-1',
  };
  expect(readDiagnosis({ ...base, Observed })?.health).toBe('down');
});
