import { readFileSync } from 'node:fs';
import type { Device } from '../../../src/sandbox/state/resources.ts';
import type { CloudEnd, PeerEnd } from '../../../src/sandbox/tunnels/tunnels.ts';
import { compare, complete } from '../../../src/sandbox/tunnels/tunnels.ts';

/** The two ends of the recorded laboratory, with a health check that passes. */
export const cloud: CloudEnd = {
  Address: '198.51.100.1',
  PeerAddress: '203.0.113.10',
  LocalSubnet: '172.16.10.0/24',
  RemoteSubnet: '10.20.0.0/24',
  EffectImmediately: false,
  IkeConfig: {
    Psk: 'FAKE-psk-of-the-lab',
    IkeVersion: 'ikev2',
    IkeMode: 'main',
    IkeEncAlg: 'aes',
    IkeAuthAlg: 'sha1',
    IkePfs: 'group2',
    IkeLifetime: 86400,
    LocalId: '198.51.100.1',
    RemoteId: '203.0.113.10',
  },
  IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'group2', IpsecLifetime: 86400 },
  VcoHealthCheck: { Enable: 'true', Dip: '10.20.0.1', Sip: '172.16.10.5', Interval: 3, Retry: 3 },
};

/** The same end speaking IKEv1 in this mode. */
export const inMode = (IkeMode: 'main' | 'aggressive', end: CloudEnd = cloud): CloudEnd => ({
  ...end,
  IkeConfig: { ...end.IkeConfig, IkeVersion: 'ikev1', IkeMode },
});

/** A device that agrees in everything with this end. */
export const mirror = (end: CloudEnd = cloud): PeerEnd => complete({}, end);

/** What two strongSwan daemons really logged, one deliberate mismatch a case (times, threads and dumps removed). */
const recorded: Record<string, { cloud: string[]; peer: string[] }> = JSON.parse(
  readFileSync(new URL('../../support/golden/ipsec-logs.json', import.meta.url), 'utf8'),
);

const changes: Record<string, Device> = {
  ok: {},
  psk: { IkeConfig: { Psk: 'FAKE-other' } },
  'ike-enc': { IkeConfig: { IkeEncAlg: 'aes256' } },
  'ike-auth': { IkeConfig: { IkeAuthAlg: 'md5' } },
  'ike-dh': { IkeConfig: { IkePfs: 'group14' } },
  'esp-enc': { IpsecConfig: { IpsecEncAlg: '3des' } },
  'esp-auth': { IpsecConfig: { IpsecAuthAlg: 'md5' } },
  'esp-pfs': { IpsecConfig: { IpsecPfs: 'group5' } },
  'local-id': { IkeConfig: { LocalId: 'branch.example.com' } },
  'remote-id': { IkeConfig: { RemoteId: 'vgw.example.com' } },
  subnet: { LocalSubnet: '10.99.0.0/24' },
  unreachable: { RemoteAddress: '198.51.100.77' },
};

const ends: Record<string, CloudEnd> = {
  ikev2: cloud,
  ikev1_main: inMode('main'),
  ikev1_aggressive: inMode('aggressive'),
};

const versionOrMode = (name: string): Device => ({
  IkeConfig:
    {
      ikev2_version: { IkeVersion: 'ikev1' },
      ikev1_main_version: { IkeVersion: 'ikev2' },
      ikev1_main_mode: { IkeMode: 'aggressive' },
      ikev1_aggressive_mode: { IkeMode: 'main' },
    }[name] ?? {},
});

/** Numbers that a daemon draws at random or takes from its clock. */
const settle = (line: string): string =>
  line
    .replace(/_V1 request \d+|message ID \d{3,}|QUICK_MODE (request|response) \d+/g, 'N')
    .replace(/\d+s\b|\d+ seconds/, 'T')
    .replace(/[0-9a-f]{8}_[io]/g, 'SPI')
    .replace('198.51.100.77', '198.51.100.1');

/** The first line that the record does not have at or after where the last one was found. */
const strangeLine = (summary: string[], record: string[]): string | undefined => {
  let from = 0;
  return summary.map(settle).find((line) => {
    const at = record.indexOf(line, from);
    from = at + 1;
    return at < 0;
  });
};

const cases = Object.keys(recorded).map((name) => {
  const [, kind = '', difference = ''] = /^(ikev2|ikev1_main|ikev1_aggressive)_(.+)$/.exec(name) ?? [];
  return { name, end: ends[kind] ?? cloud, device: changes[difference] ?? versionOrMode(name) };
});

/** The names of the recorded cases in which the one who started spoke this version. */
export const casesOf = (version: 'ikev1' | 'ikev2'): string[] =>
  cases
    .filter(({ end, device }) => (device.IkeConfig?.IkeVersion ?? end.IkeConfig.IkeVersion) === version)
    .map(({ name }) => name);

/** What our two ends log in a recorded case. */
export const logsOf = (name: string): { cloud: string[]; peer: string[] } => {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`no recorded case ${name}`);
  return compare(found.end, complete(found.device, found.end)).log;
};

/** Our lines of a recorded case that the real daemons did not write, or not in this order. */
export const strangeLines = (name: string): string[] => {
  const ours = logsOf(name);
  const real = recorded[name] ?? { cloud: [], peer: [] };
  return [strangeLine(ours.cloud, real.cloud.map(settle)), strangeLine(ours.peer, real.peer.map(settle))].filter(
    (line) => line !== undefined,
  );
};
