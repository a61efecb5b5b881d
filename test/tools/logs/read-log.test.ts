import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../../src/catalogue/causes.ts';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { matchLines } from '../../../src/tools/logs/match.ts';
import { negotiationEventsOf } from '../../../src/tools/logs/negotiation-state.ts';
import { proofsIn } from '../../../src/tools/logs/proofs.ts';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { samples } from '../../support/log-samples.ts';

const folder = new URL('../../support/golden/logs/', import.meta.url);
const file = (lab: string, side: string): string => readFileSync(new URL(`${lab}/${side}.txt`, folder), 'utf8');

/** What the name of a lab's folder says was made to differ. */
const CAUSES: Readonly<Record<string, CauseId>> = {
  psk: 'psk-mismatch',
  'ike-enc': 'ike-proposal-mismatch',
  'ike-auth': 'ike-proposal-mismatch',
  'ike-dh': 'ike-proposal-mismatch',
  'esp-enc': 'ipsec-proposal-mismatch',
  'esp-auth': 'ipsec-proposal-mismatch',
  'esp-pfs': 'pfs-mismatch',
  'local-id': 'identity-mismatch',
  'remote-id': 'identity-mismatch',
  subnet: 'traffic-selector-mismatch',
};

const labs = readdirSync(folder).map((lab) => {
  const cause = CAUSES[/_([a-z-]+)_peer-init$/.exec(lab)?.[1] ?? ''];
  if (!cause) throw new Error(`${lab} does not say what differs`);
  return { lab, cause };
});

describe('logs of real daemons with one deliberate mismatch', () => {
  it('are all here', () => {
    expect(labs).toHaveLength(20);
  });

  it.each(labs)('$lab: both logs together name $cause first, and as proven', ({ lab, cause }) => {
    for (const text of [`${file(lab, 'cloud')}\n${file(lab, 'peer')}`, `${file(lab, 'peer')}\n${file(lab, 'cloud')}`]) {
      const { candidates } = readLog(text);
      expect(candidates[0]?.id).toBe(cause);
      expect(candidates[0]?.confidence).toBeGreaterThanOrEqual(0.9);
    }
  });

  it.each(labs.flatMap((one) => ['cloud', 'peer'].map((side) => ({ ...one, side }))))(
    '$lab: the log of the $side alone has $cause among the first three',
    ({ lab, cause, side }) => {
      const { candidates } = readLog(file(lab, side));
      expect(candidates.slice(0, 3).map(({ id }) => id)).toContain(cause);
      expect(candidates.every(({ evidence }) => evidence.length > 0)).toBe(true);
    },
  );

  it.each([
    { lab: 'ikev1_main_psk_peer-init', exchange: 'ID_PROT' },
    { lab: 'ikev2_psk_peer-init', exchange: 'IKE_AUTH' },
    { lab: 'ikev2_ike-dh_peer-init', exchange: 'IKE_SA_INIT' },
    { lab: 'ikev1_main_esp-enc_peer-init', exchange: 'QUICK_MODE' },
    { lab: 'ikev2_esp-pfs_peer-init', exchange: 'CREATE_CHILD_SA' },
  ])('$lab: it failed in $exchange', ({ lab, exchange }) => {
    expect(readLog(file(lab, 'cloud')).exchange).toBe(exchange);
  });

  it('the values that differ are told', () => {
    const { candidates } = readLog(file('ikev2_ike-enc_peer-init', 'cloud'));
    const summary = candidates[0]?.evidence.map((one) => formatEvidence(one, 'en')).join('\n');
    expect(summary).toMatch(/enc aes at the end that wrote this log, aes256 at the other/);
    const known = readLog(file('ikev2_ike-enc_peer-init', 'cloud'), { gateway: '198.51.100.1', peer: '203.0.113.10' });
    const named = known.candidates[0]?.evidence.map((one) => formatEvidence(one, 'en')).join('\n');
    expect(named).toMatch(/enc aes at the cloud, aes256 at the peer/);
  });
});

/** Further labs of the same kind: other modes, the cloud as the one who starts, and what is no mismatch of a value. */
const more: readonly { readonly lab: string; readonly cause: CauseId }[] = [
  { lab: 'mode_cloud-aggressive', cause: 'ike-mode-mismatch' },
  { lab: 'mode_cloud-main', cause: 'ike-mode-mismatch' },
  { lab: 'version_cloud-v1', cause: 'ike-version-mismatch' },
  { lab: 'version_cloud-v2', cause: 'ike-version-mismatch' },
  { lab: 'unreachable', cause: 'peer-unreachable' },
  { lab: 'aggressive-psk_cloud-init', cause: 'psk-mismatch' },
  { lab: 'aggressive-local-id_cloud-init', cause: 'identity-mismatch' },
  { lab: 'aggressive-remote-id_peer-init', cause: 'identity-mismatch' },
  { lab: 'ikev2-esp-pfs_cloud-init', cause: 'pfs-mismatch' },
];
const moreFolder = new URL('../../support/golden/more-logs/', import.meta.url);
const moreFile = (lab: string, side: string): string => readFileSync(new URL(`${lab}/${side}.txt`, moreFolder), 'utf8');

describe('further logs of real daemons', () => {
  it.each(more)('$lab: both name $cause first, one alone has it among the first three', ({ lab, cause }) => {
    const [cloud, peer] = [moreFile(lab, 'cloud'), moreFile(lab, 'peer')];
    for (const text of [`${cloud}\n${peer}`, `${peer}\n${cloud}`]) expect(readLog(text).candidates[0]?.id).toBe(cause);
    for (const text of [cloud, peer])
      expect(
        readLog(text)
          .candidates.slice(0, 3)
          .map(({ id }) => id),
      ).toContain(cause);
  });

  it('a tunnel that is up for a part of its subnets is seen', () => {
    expect(readLog(moreFile('narrowed', 'cloud')).candidates[0]).toMatchObject({
      ...{ id: 'traffic-selector-mismatch', confidence: 0.6 },
    });
  });
});

describe('each row of the table, alone', () => {
  const ipsec = samples.filter(({ row }) => row < 46 && row !== 20);

  it.each(ipsec)('row $row makes a candidate: $line', ({ line }) => {
    const { candidates } = readLog(line);
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates[0]?.confidence).toBeGreaterThan(0.05);
  });

  it('more than 0.9 comes from proof only', () => {
    for (const { line } of ipsec) {
      const events = negotiationEventsOf([line]);
      const isProven = proofsIn(matchLines([line], events), [], events).length > 0;
      expect((readLog(line).candidates[0]?.confidence ?? 0) >= 0.9).toBe(isProven);
    }
  });
});

describe('the order of lines', () => {
  it('makes the earliest proof the cause and later ones its followers', () => {
    const { candidates } = readLog(
      ["IDir '10.0.0.2' does not match to '198.51.100.1'", 'received TS_UNACCEPTABLE notify'].join('\n'),
    );
    expect(candidates.map(({ id, confidence }) => [id, confidence])).toEqual([
      ['identity-mismatch', 0.95],
      ['traffic-selector-mismatch', 0.4],
    ]);
  });

  it('leaves a cause behind that a later attempt got past', () => {
    const log = [
      '08:00:01 01[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]',
      "08:00:02 01[IKE] tried 1 shared key for '203.0.113.10' - '198.51.100.1', but MAC mismatched",
      '09:00:01 02[ENC] parsed IKE_SA_INIT request 0 [ SA KE No ]',
      '09:00:02 02[IKE] IKE_SA a[2] established between 203.0.113.10[203.0.113.10]...198.51.100.1[198.51.100.1]',
      '09:00:02 02[IKE] CHILD_SA a{1} established with SPIs c1_i c2_o and TS 10.10.0.0/16 === 172.20.0.0/16',
    ];
    expect(readLog(log.join('\n'))).toMatchObject({ past: ['psk-mismatch'], candidates: [] });
    expect(readLog(log.slice(0, 2).join('\n'))).toMatchObject({ past: [], candidates: [{ confidence: 0.95 }] });
  });

  it('reads a context row by the phase the negotiation is in', () => {
    const up = '01[IKE] IKE_SA a[1] established between 203.0.113.10[a]...198.51.100.1[b]';
    const no = '01[IKE] received NO_PROPOSAL_CHOSEN notify';
    expect(readLog(no).candidates[0]?.id).toBe('ike-proposal-mismatch');
    expect(readLog(`${up}\n${no}`).candidates[0]?.id).toBe('ipsec-proposal-mismatch');
  });
});

describe('around the failure', () => {
  it('a private address at one end makes an identity the first candidate', () => {
    const { candidates } = readLog(
      [
        'kmd[1]: IKE negotiation failed with error: Peer proposed phase1 proposal did not match',
        'KMD_VPN_PV_PHASE1: IKE Phase-1 Failure: ID mismatch [spi=(null), src_ip=203.0.113.10, dst_ip=10.0.0.2]',
      ].join('\n'),
    );
    expect(candidates.slice(0, 2).map(({ id }) => id)).toEqual(['identity-mismatch', 'ike-proposal-mismatch']);
    expect(candidates[0]?.confidence).toBeLessThan(0.9);
  });

  it('a tunnel that comes and goes is called flapping, with its period', () => {
    const log = [0, 1, 2, 3].flatMap((hour) => [
      `0${hour}:00:00 01[IKE] IKE_SA a[${hour}] established between 203.0.113.10[a]...198.51.100.1[b]`,
      `0${hour}:30:00 01[IKE] received DELETE for IKE_SA a[${hour}]`,
    ]);
    const { candidates } = readLog(log.join('\n'));
    const flapping = candidates.find(({ id }) => id === 'flapping');
    expect(flapping?.evidence[0]?.values).toEqual({ count: 4, every: 3600 });
  });

  it.each([
    ['strongswan', '16[IKE] nothing to initiate'],
    ['cisco', '%ASA-5-713119: Group = x, PHASE 1 COMPLETED'],
    ['juniper', 'KMD_VPN_UP_ALARM_USER: VPN up'],
    ['fortigate', 'devname="fw" devid="FG1" logid="0101037128"'],
    ['openvpn', '198.18.0.9:1 TLS Error: TLS handshake failed'],
  ])('the words of %s are recognised', (vendor, line) => {
    expect(readLog(line).vendors).toEqual([vendor]);
  });
});

it('beside a proven cause the other signs are what follows from it, and its own are not', () => {
  const { candidates, follows } = readLog(
    [
      'received proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024',
      'configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
      'received NO_PROPOSAL_CHOSEN notify error',
      'giving up after 5 retransmits',
    ].join('\n'),
  );
  expect(candidates.map(({ id }) => id)).toEqual(['ike-proposal-mismatch']);
  expect(follows.map(({ causes }) => causes[0])).toEqual(['peer-unreachable']);
  expect(readLog('giving up after 5 retransmits').follows).toEqual([]);
});

describe('whatever is pasted', () => {
  it('never fails, and never repeats a key', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom(...samples.map(({ line }) => line)));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (lines) => {
        const reading = readLog([...lines, 'Psk: FAKE-never-told'].join('\n'));
        expect(JSON.stringify(reading)).not.toContain('FAKE-never-told');
        for (const { confidence } of reading.candidates) expect(confidence).toBeLessThanOrEqual(0.95);
      }),
    );
  });

  it('without a known sign has no candidates', () => {
    expect(readLog('hello\nworld')).toMatchObject({ candidates: [], lines: 2 });
  });
});
