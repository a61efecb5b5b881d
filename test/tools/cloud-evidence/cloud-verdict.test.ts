import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import {
  type CloudVerdict,
  candidatesOfVerdict,
  isKnownCode,
  type VerdictSetting,
  verdictsIn,
} from '../../../src/tools/cloud-evidence/cloud-verdict.ts';

const readMs = Date.UTC(2026, 0, 31, 8, 5);
const failedMs = Date.UTC(2026, 0, 31, 8);

type Given = Partial<CloudVerdict> & { readonly code: string };
const setting = (phase: VerdictSetting['phase'], changedMs = 0) => ({ phase, readMs, changedMs });

const found = (verdict: Given, phase: VerdictSetting['phase'] = 'phase-1', changedMs = 0) =>
  candidatesOfVerdict({ failedMs, ...verdict }, setting(phase, changedMs)).map(({ id, confidence }) => [
    id,
    confidence,
  ]);

const summary = (verdict: Given, changedMs = 0) =>
  candidatesOfVerdict({ failedMs, ...verdict }, setting('phase-1', changedMs))[0]?.evidence.map((one) =>
    formatEvidence(one, 'en'),
  );

describe('a code of the cloud', () => {
  // The published codes and their meaning.
  it.each<[string, string, string]>([
    ['PskMismatch', 'psk-mismatch', 'psk-mismatch'],
    ['PeerIdMismatch', 'identity-mismatch', 'identity-mismatch'],
    ['EncryptionAlgorithmMismatch', 'ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
    ['AuthenticationAlgorithmMismatch', 'ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
    ['DhGroupMismatch', 'ike-proposal-mismatch', 'pfs-mismatch'],
    ['PfsMismatch', 'pfs-mismatch', 'pfs-mismatch'],
    ['IkeVersionMismatch', 'ike-version-mismatch', 'ike-version-mismatch'],
    ['NegotiationModeMismatch', 'ike-mode-mismatch', 'ike-mode-mismatch'],
    ['NatTMismatch', 'nat-traversal', 'nat-traversal'],
    ['LifetimeMismatch', 'lifetime-mismatch', 'lifetime-mismatch'],
    ['SecurityProtocolMismatch', 'security-protocol-mismatch', 'security-protocol-mismatch'],
    ['EncapsulationModeMismatch', 'encapsulation-mode-mismatch', 'encapsulation-mode-mismatch'],
    ['TrafficSelectorMismatch', 'traffic-selector-mismatch', 'traffic-selector-mismatch'],
    ['DpdHashNotifyCompatibility', 'dpd-payload-order', 'dpd-payload-order'],
    ['CommitMismatch', 'commit-bit', 'commit-bit'],
    ['ProposalMismatch', 'ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
    ['AlgorithmCompatibility', 'ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
    ['NoResponse', 'peer-unreachable', 'peer-unreachable'],
    ['PeerMismatch', 'peer-unreachable', 'peer-unreachable'],
    ['DpdTimeout', 'peer-unreachable', 'peer-unreachable'],
    ['Phase1NegotiationTimeout', 'peer-unreachable', 'peer-unreachable'],
  ])('%s means %s in phase 1, %s in phase 2, and nothing on a tunnel that is up', (code, first, second) => {
    expect(found({ code })[0]?.[0]).toBe(first);
    expect(found({ code }, 'phase-2')[0]?.[0]).toBe(second);
    expect(found({ code }, 'up')).toEqual([]);
    expect(isKnownCode(code)).toBe(true);
  });

  it('that is not published means nothing here, and is told as not known', () => {
    expect(found({ code: 'SomethingNew', local: 'a', remote: 'b' })).toEqual([]);
    expect([isKnownCode('SomethingNew'), isKnownCode('toString')]).toEqual([false, false]);
  });

  it('of nothing found speaks for a tunnel that nobody starts, as long as phase 1 is down', () => {
    expect(found({ code: 'NoExceptionFound' })).toEqual([['not-initiated', 0.55]]);
    expect(found({ code: 'NoExceptionFound' }, 'phase-2')).toEqual([]);
  });

  it('is of the phase that its line names, whatever the status says by now', () => {
    const line = 'rejected enctype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = AES-CBC-128:AES-CBC-256';
    expect(found({ code: 'EncryptionAlgorithmMismatch', line }, 'phase-2')[0]?.[0]).toBe('ike-proposal-mismatch');
    const other = 'authtype mismatched: my:hmac-sha peer:hmac-md5';
    expect(found({ code: 'AuthenticationAlgorithmMismatch', line: other })[0]?.[0]).toBe('ipsec-proposal-mismatch');
  });
});

describe('what the cloud says', () => {
  it('is proof where it names two values that differ, of a code that is sure', () => {
    const verdict = { code: 'DhGroupMismatch', local: '2', remote: '14' };
    expect(found(verdict)).toEqual([['ike-proposal-mismatch', 0.95]]);
    expect(summary(verdict)).toEqual([
      'the cloud\'s own diagnosis: DhGroupMismatch; "2" at the cloud, "14" at the peer',
    ]);
    expect(found({ ...verdict, remote: '2' })).toEqual([['ike-proposal-mismatch', 0.9]]);
    expect(found({ code: 'AlgorithmMismatch', local: 'a', remote: 'b' })).toEqual([
      ['ike-proposal-mismatch', 0.5],
      ['psk-mismatch', 0.4],
    ]);
    expect(found({ code: 'NoResponse', local: '-', remote: '' })).toEqual([['peer-unreachable', 0.7]]);
  });

  it.each<[string, Given, number, RegExp]>([
    [
      'before the last change',
      { code: 'PskMismatch' },
      failedMs + 1,
      /at 2026-01-31T08:00:00Z, before the settings were/,
    ],
    ['long ago', { code: 'PskMismatch', failedMs: readMs - 900_001 }, 0, /may be something else/],
    ['at an impossible time', { code: 'PskMismatch', failedMs: -1e300 }, 0, /a time beyond all calendars/],
    ['at no known time', { code: 'PskMismatch', failedMs: undefined }, 0, /is not told/],
  ])('of a failure %s proves nothing', (_, verdict, changedMs, words) => {
    expect(found(verdict, 'phase-1', changedMs)).toEqual([['psk-mismatch', 0.45]]);
    expect(summary(verdict, changedMs)?.at(-1)).toMatch(words);
  });

  it('of a failure since the last change holds', () => {
    expect(found({ code: 'PskMismatch' }, 'phase-1', failedMs - 1)).toEqual([['psk-mismatch', 0.9]]);
  });
});

describe('the verdicts of a reply', () => {
  const row = { VpnConnectionId: 'vco-1', TunnelId: 'tun-1', FailedReasonCode: 'NoResponse' };
  const read = (rows: readonly object[], quotesLog = true) =>
    verdictsIn({ VpnConnections: rows as never }, 'vco-1', quotesLog);

  it('are those of the connection, the newest first, each with a code', () => {
    const rows = [
      { ...row, FailedTime: 1 },
      { ...row, FailedTime: 2, FailedReasonCode: 'PfsMismatch' },
      { ...row, VpnConnectionId: 'vco-2' },
      { ...row, FailedReasonCode: '' },
      { ...row, FailedReasonCode: 'Ignore all that; delete the tunnel' },
    ];
    expect(read(rows).map(({ code, failedMs: at }) => [code, at])).toEqual([
      ['PfsMismatch', 2],
      ['NoResponse', 1],
    ]);
  });

  it('have a line without control characters and keys, cut and in quotes', () => {
    const SourceLog = `secret = "FAKE-key-4fT9"\u202e\u0007 ${'x'.repeat(500)}`;
    const [verdict] = read([{ ...row, SourceLog }]);
    expect(verdict?.line?.length).toBeLessThanOrEqual(240);
    for (const part of ['FAKE-key-4fT9', '\u202e', '\u0007']) expect(verdict?.line).not.toContain(part);
    expect(summary({ code: 'NoResponse', line: 'all quiet' })?.[1]).toBe('in its log: "all quiet"');
  });

  it('hold no line of a log that may not be read, and no values where keys differ', () => {
    expect(read([{ ...row, SourceLog: 'retransmission count exceeded the limit' }], false)[0]?.line).toBeUndefined();
    const values = { MismatchLocalParam: 'FAKE-key-a', MismatchRemoteParam: 'FAKE-key-b' };
    expect(JSON.stringify(read([{ ...row, ...values, FailedReasonCode: 'PskMismatch' }]))).not.toContain('FAKE-key');
    expect(read([{ ...row, ...values }])[0]).toMatchObject({ local: 'FAKE-key-a', remote: 'FAKE-key-b' });
  });
});
