import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import {
  type CloudVerdict,
  candidatesOfVerdict,
  isKnownCode,
  verdictsIn,
} from '../../../src/tools/cloud-evidence/cloud-verdict.ts';

const found = (verdict: CloudVerdict, phase: 'phase-1' | 'phase-2' | 'up' | 'unknown' = 'phase-1', changedMs = 0) =>
  candidatesOfVerdict(verdict, { phase, changedMs }).map(({ id, confidence }) => [id, confidence]);

const told = (verdict: CloudVerdict, changedMs = 0) =>
  candidatesOfVerdict(verdict, { phase: 'phase-1', changedMs })[0]?.evidence.map((one) => formatEvidence(one, 'en'));

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
  it('is proof where it names both values', () => {
    const verdict = { code: 'DhGroupMismatch', local: '2', remote: '14' };
    expect(found(verdict)).toEqual([['ike-proposal-mismatch', 0.95]]);
    expect(told(verdict)).toEqual(["the cloud's own diagnosis: DhGroupMismatch; 2 at the cloud, 14 at the peer"]);
    expect(found({ code: 'AlgorithmMismatch' })).toEqual([
      ['ike-proposal-mismatch', 0.5],
      ['psk-mismatch', 0.4],
    ]);
  });

  it('of a failure before the last change proves nothing', () => {
    const failedMs = Date.UTC(2026, 0, 31, 8);
    const verdict = { code: 'PskMismatch', failedMs };
    expect(found(verdict, 'phase-1', failedMs + 1)).toEqual([['psk-mismatch', 0.4]]);
    expect(told(verdict, failedMs + 1)?.[1]).toMatch(/at 2026-01-31 08:00 UTC, before the settings were changed/);
    expect(found(verdict, 'phase-1', failedMs - 1)).toEqual([['psk-mismatch', 0.9]]);
  });

  it('is one line without control characters and keys, and cut', () => {
    const SourceLog = `secret = "FAKE-key-4fT9"\u202e\u0007 ${'x'.repeat(500)}`;
    const rows = [{ TunnelId: 'tun-1', FailedReasonCode: 'PskMismatch', SourceLog }, { TunnelId: 'tun-2' }];
    const [verdict, ...none] = verdictsIn({ VpnConnections: rows }, true);
    expect(none).toEqual([]);
    expect(verdict?.line?.length).toBeLessThanOrEqual(240);
    expect(verdict?.line).not.toMatch(/FAKE-key-4fT9|\u202e|\u0007/);
  });

  it('holds no line of a log that may not be read', () => {
    const rows = [{ FailedReasonCode: 'NoResponse', SourceLog: 'retransmission count exceeded the limit' }];
    expect(verdictsIn({ VpnConnections: rows }, false)).toEqual([{ TunnelId: undefined, code: 'NoResponse' }]);
  });
});
