import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { ALIBABA_ROWS } from '../../../src/vendors/alibaba/log.ts';

const HEAD = '2026-11-29 11:39:21 vco-bp1spxu8hlcv [PROTO_ERR]: ike.c:1433:f(): ';

it.each([
  { line: 'received UNSUPPORTED_CRITICAL_PAYLOAD error', cause: 'peer-unreachable' },
  { line: 'invalid encryption algorithm=7.', cause: 'ipsec-proposal-mismatch' },
  { line: 'trns_id mismatched: my:AES peer:3DES', cause: 'ipsec-proposal-mismatch' },
  {
    line: 'rejected enctype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = AES-CBC:3DES-CBC',
    cause: 'ike-proposal-mismatch',
  },
  { line: 'authtype mismatched: my:hmac-sha peer:hmac-md5', cause: 'ipsec-proposal-mismatch' },
  { line: 'rejected hashtype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = SHA:MD5', cause: 'ike-proposal-mismatch' },
  { line: 'HASH mismatched', cause: 'ike-proposal-mismatch' },
  { line: 'packet lacks expected payload', cause: 'ike-proposal-mismatch' },
  { line: 'parsed INFORMATIONAL_V1 request', cause: 'ike-proposal-mismatch' },
  { line: 'authentication failure', cause: 'psk-mismatch' },
  { line: 'received KE type 14,expected 2', cause: 'ike-proposal-mismatch' },
  { line: 'failed to compute dh value.', cause: 'ike-proposal-mismatch' },
  {
    line: 'rejected dh_group: DB(prop#1:trns#1):Peer(prop#1:trns#1) = 1024-bit MODP group:2048-bit MODP group',
    cause: 'ike-proposal-mismatch',
  },
  { line: 'proposal mismatch, transform type:4', cause: 'ike-proposal-mismatch' },
  { line: 'Decryption failed! mismatch of preshared secrets', cause: 'psk-mismatch' },
  { line: 'invalid HASH_V1 payload length, decryption failed?', cause: 'psk-mismatch' },
  { line: 'could not decrypt payloads', cause: 'psk-mismatch' },
  { line: 'does not match peers id', cause: 'identity-mismatch' },
  { line: 'message lacks IDr payload', cause: 'identity-mismatch' },
  { line: 'Expecting IP address type in main mode,but FQDN', cause: 'identity-mismatch' },
  { line: 'Unknow peer id', cause: 'identity-mismatch' },
  { line: 'Parse PEERID failed', cause: 'identity-mismatch' },
  { line: 'received ID_I(branch) does not match peers id', cause: 'identity-mismatch' },
  { line: 'ignore information because the message has no hash payload', cause: 'dpd-payload-order' },
  { line: 'DPD: remote seems to be dead', cause: 'peer-unreachable' },
  { line: 'unknown ikev2 peer', cause: 'ike-version-mismatch' },
  { line: 'in Identity not acceptable Aggressive mode', cause: 'ike-mode-mismatch' },
  { line: 'not acceptable Identity Protection mode', cause: 'ike-mode-mismatch' },
  { line: 'ignore the packet, received unexpecting payload type 130', cause: 'nat-traversal' },
  { line: 'long lifetime proposed: my:28800 peer:86400', cause: 'lifetime-mismatch' },
  { line: 'proto_id mismatched: my:ESP peer:AH', cause: 'security-protocol-mismatch' },
  { line: 'encmode mismatched: my:Tunnel peer:Transport', cause: 'encapsulation-mode-mismatch' },
  { line: 'traffic selector mismatch', cause: 'traffic-selector-mismatch' },
  { line: 'invalid-id-information', cause: 'traffic-selector-mismatch' },
  { line: 'traffic selector unacceptable', cause: 'traffic-selector-mismatch' },
  { line: "can't find matching selector", cause: 'traffic-selector-mismatch' },
  { line: 'received INVALID_ID_INFORMATION error notify', cause: 'traffic-selector-mismatch' },
  { line: 'received Notify type TS_UNACCEPTABLE', cause: 'traffic-selector-mismatch' },
  { line: 'pfs group mismatched: my:2 peer:0', cause: 'pfs-mismatch' },
  { line: 'message lacks KE payload', cause: 'pfs-mismatch' },
  { line: 'no proposal chosen', cause: 'ike-proposal-mismatch' },
  { line: 'received NO_PROPOSAL_CHOSEN', cause: 'ike-proposal-mismatch' },
  { line: 'no suitable proposal found', cause: 'ike-proposal-mismatch' },
  { line: 'failed to get valid proposal', cause: 'ike-proposal-mismatch' },
  { line: 'none of my proposal matched', cause: 'ike-proposal-mismatch' },
  { line: 'no matching proposal found, sending NO_PROPOSAL_CHOSEN', cause: 'ipsec-proposal-mismatch' },
  { line: 'proposal mismatch', cause: 'ike-proposal-mismatch' },
  { line: "couldn't find configuaration", cause: 'peer-unreachable' },
  { line: 'ignore the packet,expecting the packet encrypted', cause: 'ike-proposal-mismatch' },
  { line: 'phase2 negotiation failed due to time up waiting for phase1', cause: 'peer-unreachable' },
  { line: 'phase1 negotiation failed due to time up', cause: 'peer-unreachable' },
  { line: 'ignore information because ISAKMP-SA has not been established', cause: 'peer-unreachable' },
  { line: 'sending retransmit 1 of request message ID 0, seq 1', cause: 'peer-unreachable' },
  { line: 'retransmission count exceeded the limit', cause: 'peer-unreachable' },
  { line: 'received DELETE IKE_SA', cause: 'flapping' },
])('a keyword of the cloud: $line', ({ line, cause }) => {
  expect(readLog(HEAD + line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(ALIBABA_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([235, 236, 245]);
});

it('the head of a line of the cloud is its sign', () => {
  expect(readLog(`${HEAD}anything`).vendors).toEqual(['alibaba']);
});

it.each([
  ['encmode mismatched: my:Tunnel peer:Transport', 'Tunnel', 'Transport'],
  [
    'rejected dh_group: DB(prop#1:trns#1):Peer(prop#1:trns#1) = 1024-bit MODP group:2048-bit MODP group',
    '1024-bit MODP group',
    '2048-bit MODP group',
  ],
  ['received KE type 14,expected 2', '2', '14'],
])('both values are taken out of a line: %s', (words, ours, theirs) => {
  expect(readLog(HEAD + words).candidates[0]?.evidence[0]?.values).toMatchObject({ ours, theirs });
});

it('lines in the dialects of racoon and of strongSwan are read in one paste', () => {
  const log = [
    `${HEAD}rejected enctype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = AES-CBC:3DES-CBC`,
    `${HEAD}pfs group mismatched: my:14 peer:2`,
    "2026-11-29 11:40:21 10[CFG] constraint check failed: identity 'hub.example.com' required",
  ].join('\n');
  expect(readLog(log).vendors).toEqual(['strongswan', 'alibaba']);
  expect(readLog(log).candidates.map(({ id }) => id)).toEqual(['pfs-mismatch', 'identity-mismatch']);
});
