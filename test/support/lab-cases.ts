import { readdirSync, readFileSync } from 'node:fs';
import type { CauseId } from '../../src/catalogue/causes.ts';
import type { CandidateCause } from '../../src/tools/causes/evidence.ts';
import type { Findings } from '../../src/tools/judges/judge-tunnel.ts';
import { judgeTunnel } from '../../src/tools/judges/judge-tunnel.ts';
import { cloudEnd, type TunnelFacts } from '../../src/tools/judges/tunnel-facts.ts';
import { readLog } from '../../src/tools/logs/read-log.ts';
import { factsWith, routeWith } from './tunnel.ts';

type Connection = TunnelFacts['connection'];

/** What is wrong in a case, as its `truth.json` has it. */
export interface Truth {
  readonly cause: CauseId | 'none';
  /** Accepted as well. */
  readonly also?: readonly (CauseId | 'none')[];
  /** Logs in which it leaves no trace. */
  readonly notIn?: readonly Paste[];
  /** Cases of one kind are all in one half. */
  readonly kind: string;
  /** The reader was mended on the one half, and is only measured on the other. */
  readonly half: 'tuned' | 'kept';
  /** Version, mode and state of the connection asked about, such as `vco-v1aup`. */
  readonly conn: string;
  readonly note: string;
  /** Settings of that connection that differ from the lab's usual ones. */
  readonly set?: {
    readonly ike?: Connection['IkeConfig'];
    readonly ipsec?: Connection['IpsecConfig'];
    readonly LocalSubnet?: string;
    readonly RemoteSubnet?: string;
    /** The address that the customer gateway holds. */
    readonly peer?: string;
  };
}

/** Two ends of one tunnel, or of one that should be, as their daemons wrote it. */
export interface LabCase {
  readonly name: string;
  readonly truth: Truth;
  readonly cloud: string;
  readonly peer: string;
}

/** Which logs were pasted. */
export type Paste = 'both' | 'cloud' | 'peer';
export const PASTES: readonly Paste[] = ['both', 'cloud', 'peer'];

const golden = new URL('./golden/', import.meta.url);

const casesIn = (folder: string, truthOf: (name: string) => Truth): readonly LabCase[] =>
  readdirSync(new URL(folder, golden))
    .sort()
    .map((name) => {
      const read = (side: string): string => readFileSync(new URL(`${folder}${name}/${side}.txt`, golden), 'utf8');
      return { name, truth: truthOf(name), cloud: read('cloud'), peer: read('peer') };
    });

/** Every case in `golden/cases`. */
export const labCases: readonly LabCase[] = casesIn(
  'cases/',
  (name) => JSON.parse(readFileSync(new URL(`cases/${name}/truth.json`, golden), 'utf8')) as Truth, // As the labs wrote it.
);

/** What the name of a lab says was made to differ. */
const DIFFERS: readonly (readonly [RegExp, CauseId])[] = [
  [/psk/, 'psk-mismatch'],
  [/_ike-(?:enc|auth|dh)/, 'ike-proposal-mismatch'],
  [/_esp-(?:enc|auth)/, 'ipsec-proposal-mismatch'],
  [/esp-pfs/, 'pfs-mismatch'],
  [/(?:local|remote)-id/, 'identity-mismatch'],
  [/_subnet|^narrowed/, 'traffic-selector-mismatch'],
  [/^mode_/, 'ike-mode-mismatch'],
  [/^version_/, 'ike-version-mismatch'],
  [/^unreachable/, 'peer-unreachable'],
];

const PHASE_2: readonly CauseId[] = ['ipsec-proposal-mismatch', 'pfs-mismatch', 'traffic-selector-mismatch'];

const truthByName = (name: string): Truth => {
  const cause = DIFFERS.find(([sign]) => sign.test(name))?.[1];
  if (!cause) throw new Error(`${name} does not say what differs`);
  const version = /ikev2|^narrowed|^unreachable|cloud-v2/.test(name) ? '2' : '1';
  const mode = /^aggressive|cloud-aggressive/.test(name) ? 'a' : '';
  const state = name === 'narrowed' ? 'up' : PHASE_2.includes(cause) ? 'p1' : 'down';
  return { cause, kind: name, half: 'tuned', conn: `vco-v${version}${mode}${state}`, note: 'one deliberate mismatch' };
};

/** Cases with one deliberate mismatch, which tell it by their names. */
export const mismatchLabs: readonly LabCase[] = [
  ...casesIn('logs/', truthByName),
  ...casesIn('more-logs/', truthByName),
];

const STATUS: Readonly<Record<string, string>> = {
  down: 'ike_sa_not_established',
  p1: 'ipsec_sa_not_established',
  up: 'ipsec_sa_established',
};

/** The connection that every lab was made with, in the state that the case left it in. */
const factsOf = ({ conn, set }: Truth): TunnelFacts => {
  const [, version, aggressive, state = ''] = /^vco-v([12])(a?)(down|p1|up)$/.exec(conn) ?? [];
  const ike = { IkeVersion: `ikev${version}`, IkeMode: aggressive ? 'aggressive' : 'main' };
  return factsWith(
    {
      ...{ LocalSubnet: set?.LocalSubnet ?? '172.16.10.0/24', RemoteSubnet: set?.RemoteSubnet ?? '10.20.0.0/24' },
      Status: STATUS[state] ?? '',
      IkeConfig: {
        ...{ ...ike, IkeEncAlg: 'aes', IkeAuthAlg: 'sha1', IkePfs: 'group2', IkeLifetime: 86_400 },
        ...{ LocalId: '198.51.100.1', RemoteId: '203.0.113.10', ...set?.ike },
      },
      IpsecConfig: {
        ...{ IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'group2', IpsecLifetime: 86_400, ...set?.ipsec },
      },
    },
    {
      gateway: {
        ...{ VpnGatewayId: 'vpn-a', InternetIp: '198.51.100.1', IpsecVpn: 'enable' },
        ...{ Status: 'active', BusinessStatus: 'Normal' },
      },
      customerGateway: { CustomerGatewayId: 'cgw-a', IpAddress: set?.peer ?? '203.0.113.10' },
      routes: (set?.RemoteSubnet ?? '10.20.0.0/24').split(',').map((RouteDest) => routeWith({ RouteDest })),
    },
  );
};

/** What a paste shows beside the connection itself. */
export const findingsOf = ({ truth, cloud, peer }: LabCase, paste: Paste): Findings => {
  const facts = factsOf(truth);
  const { local_addr: gateway, peer_addr: at, ike_version: version, local_id, remote_id } = cloudEnd(facts);
  const identities = [local_id, remote_id].filter((id) => id !== undefined);
  const text = paste === 'both' ? `${cloud}\n${peer}` : paste === 'cloud' ? cloud : peer;
  return { facts, log: readLog(text, { gateway, peer: at, version, identities }) };
};

/** What one paste of a case was told, and whether it is right. */
interface SummaryLine {
  readonly of: LabCase;
  readonly paste: Paste;
  readonly candidates: readonly CandidateCause[];
  readonly isFirst: boolean;
  readonly isAmongThree: boolean;
}

const judge = (of: LabCase, paste: Paste): SummaryLine => {
  const { candidates } = judgeTunnel(findingsOf(of, paste));
  const right = new Set<string>([of.truth.cause, ...(of.truth.also ?? [])]);
  const isRight = candidates.map(({ id }) => right.has(id));
  return { of, paste, candidates, isFirst: isRight[0] === true, isAmongThree: isRight.slice(0, 3).includes(true) };
};

/** Every paste of these cases that has something in it. */
export const summaryOf = (cases: readonly LabCase[]): readonly SummaryLine[] =>
  cases.flatMap((one) =>
    PASTES.filter((paste) => paste === 'both' || one[paste] !== '').map((paste) => judge(one, paste)),
  );

export const isHealthy = ({ of }: SummaryLine): boolean => of.truth.cause === 'none';
