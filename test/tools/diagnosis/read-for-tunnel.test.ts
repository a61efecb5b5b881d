import { describe, expect, it } from 'vitest';
import { readAlone, readFor } from '../../../src/tools/diagnosis/read-for-tunnel.ts';
import { factsWith } from '../../support/tunnel.ts';

const base = { readMs: Date.UTC(2026, 0, 31, 8, 5), mayCheck: true, unread: [] };

const facts = factsWith({ Status: 'ike_sa_not_established' });
const line = '2026-01-31 16:00:00 vco-a [PROTO_ERR]: ikev1.c:1: mismatch of preshared secrets';
const fetchedLog = { text: line, lines: 1, minutes: 10, isWhole: true };
const evidence = { log: fetchedLog, ...base };
const logOf = (...given: Parameters<typeof readFor>) => readFor(...given).findings.log;

describe('what is read for a tunnel', () => {
  it("is the cloud's log where nobody pasted one", () => {
    expect(logOf({}, facts, [facts], evidence, 'en')?.candidates[0]?.id).toBe('psk-mismatch');
    expect(logOf({}, facts, [facts], undefined, 'en')).toBeUndefined();
  });

  it('is the pasted log before the cloud’s', () => {
    expect(logOf({ Log: 'received NO_PROPOSAL_CHOSEN' }, facts, [facts], evidence, 'en')?.lines).toBe(1);
    expect(logOf({ Log: 'a\nb\nc' }, facts, [facts], evidence, 'en')?.lines).toBe(3);
  });

  it('is nothing where the log of the cloud is empty', () => {
    const empty = { log: { ...fetchedLog, text: '', lines: 0 }, ...base };
    expect(logOf({}, facts, [facts], empty, 'en')).toBeUndefined();
  });

  it('without a tunnel is what was pasted', () => {
    const { findings, notes } = readAlone({ Log: line, PeerConfig: 'IkeVersion: ikev2\nIkeEncAlg: aes256' });
    expect([findings.log?.lines, findings.peer?.ike_version, notes]).toEqual([1, 'ikev2', []]);
  });
});
