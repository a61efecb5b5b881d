import { encryptionOf, groupOf, hashOf, type Offer } from '../crypto-names.ts';
import {
  addressesIn,
  addressIn,
  blockIn,
  type End,
  identityIn,
  once,
  secondsIn,
  towardsEach,
  UNKNOWN_END,
} from '../end.ts';
import { pushed, remembered, valueIn, valuesIn } from '../stanza.ts';
import { readBraces } from '../syntax/braces.ts';
import { flattened } from '../syntax/statement.ts';

/** The settings of one named thing: what stands after `set security SECTION KIND NAME`. */
const named = (lines: readonly string[], path: string): ReadonlyMap<string, readonly string[]> => {
  const pattern = new RegExp(String.raw`^\s*set (?:groups \S+ )?security ${path} (\S+) (.+)$`, 'i');
  const all = new Map<string, string[]>();
  for (const line of lines) {
    const [, name, rest] = pattern.exec(line) ?? [];
    if (name && rest) all.set(name, pushed(all.get(name), rest.trim()));
  }
  return all;
};

const known = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

const one = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  known(text === undefined ? undefined : of(text));

const offer = (body: readonly string[]): Offer => {
  const enc = valueIn(body, /^encryption-algorithm (\S+)/);
  return {
    enc: one(enc, encryptionOf),
    hash: one(valueIn(body, /^authentication-algorithm (\S+)/), hashOf),
    prf: [],
    dh: one(valueIn(body, /^dh-group (\S+)/), groupOf),
  };
};

type Book = ReadonlyMap<string, readonly string[]>;

const proposalsOf = (policy: readonly string[], proposals: Book): readonly (readonly string[])[] =>
  valuesIn(policy, /^proposals (.+)$/)
    .flatMap((names) => names.replace(/[[\]]/g, ' ').split(/\s+/))
    .flatMap((name) => known(proposals.get(name)));

/** What is said once for all connections of the device. */
const indexOf = (lines: readonly string[]) => {
  const books = {
    gateways: named(lines, 'ike gateway'),
    ikePolicies: named(lines, 'ike policy'),
    ikeProposals: named(lines, 'ike proposal'),
    vpns: named(lines, 'ipsec vpn'),
    ipsecPolicies: named(lines, 'ipsec policy'),
    ipsecProposals: named(lines, 'ipsec proposal'),
  };
  return {
    ...books,
    firstOf: remembered((policy: readonly string[]) => ikePolicyOf(policy, books.ikeProposals)),
    secondOf: remembered((policy: readonly string[]) => ipsecPolicyOf(policy, books.ipsecProposals)),
    gatewayOf: remembered(gatewayOf),
  };
};

type Index = ReturnType<typeof indexOf>;

const NONE: readonly string[] = [];

/** The thing that is named, else the first of its kind. */
const chosen = (book: Book, name: string | undefined): readonly string[] =>
  book.get(name ?? '') ?? book.values().next().value ?? NONE;

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { 'v1-only': 'ikev1', 'v2-only': 'ikev2' };

const ikePolicyOf = (policy: readonly string[], book: Book): Partial<End> => {
  const proposals = proposalsOf(policy, book);
  const auth = valueIn(proposals[0] ?? [], /^authentication-method (\S+)/);
  const mode = valueIn(policy, /^mode (main|aggressive)/);
  return {
    mode: mode === 'main' || mode === 'aggressive' ? mode : undefined,
    offers1: proposals.map(offer),
    life1: secondsIn(valueIn(proposals[0] ?? [], /^lifetime-seconds (\d+)/)),
    auth: auth === undefined ? undefined : /^pre-shared/.test(auth) ? 'psk' : 'certificate',
  };
};

/** What a gateway says; several VPNs may name the same one. */
const gatewayOf = (gateway: readonly string[]) => ({
  policy: valueIn(gateway, /^ike-policy (\S+)/),
  end: {
    ike_version: VERSIONS[valueIn(gateway, /^version (\S+)/) ?? ''],
    local_id: identityIn(valueIn(gateway, /^local-identity (?:inet |hostname |user-at-hostname |key-id )?(\S+)/)),
    remote_id: identityIn(valueIn(gateway, /^remote-identity (?:inet |hostname |user-at-hostname |key-id )?(\S+)/)),
    local_addr: addressIn(valueIn(gateway, /^local-address (\S+)/)),
    peer_addr: addressIn(valueIn(gateway, /^address (\S+)/)),
    natt: gateway.includes('no-nat-traversal') ? false : undefined,
  } satisfies Partial<End>,
});

const phase1Of = (index: Index, gateway: readonly string[]): Partial<End> => {
  const { policy, end } = index.gatewayOf(gateway);
  return { ...end, ...index.firstOf(chosen(index.ikePolicies, policy)) };
};

const blocks = (vpn: readonly string[], side: 'local' | 'remote'): readonly string[] =>
  once([
    ...valuesIn(vpn, new RegExp(String.raw`^ike proxy-identity ${side} (\S+)`)).flatMap((text) => known(blockIn(text))),
    ...valuesIn(vpn, new RegExp(String.raw`^traffic-selector \S+ (?:.*\b)?${side}-ip (\S+)`)).flatMap((text) =>
      known(blockIn(text)),
    ),
  ]);

const ipsecPolicyOf = (policy: readonly string[], book: Book): Pick<End, 'offers2' | 'pfs' | 'life2'> => {
  const proposals = proposalsOf(policy, book);
  const pfs = valueIn(policy, /^perfect-forward-secrecy keys (\S+)/);
  return {
    offers2: proposals.map(offer),
    pfs: pfs === undefined ? (policy.length > 0 ? ['disabled'] : []) : one(pfs, groupOf),
    life2: secondsIn(valueIn(proposals[0] ?? [], /^lifetime-seconds (\d+)/)),
  };
};

const phase2Of = (index: Index, vpn: readonly string[]): Partial<End> => {
  const [local, remote] = [blocks(vpn, 'local'), blocks(vpn, 'remote')];
  // Bound to a tunnel interface and without selectors, the vendor proposes everything.
  const isRouted = vpn.some((line) => line.startsWith('bind-interface')) && local.length === 0;
  return {
    ...index.secondOf(chosen(index.ipsecPolicies, valueIn(vpn, /^ike ipsec-policy (\S+)/))),
    selectors_local: isRouted ? ['0.0.0.0/0'] : local,
    selectors_remote: isRouted ? ['0.0.0.0/0'] : remote,
  };
};

const BLOCK = /^\s*(?:groups|security|ike|ipsec|proposal|policy|gateway|vpn)(?:\s[^;]*)?\{/;

/** A configuration in braces as the commands that make it; commands stay as they are. */
const commandsOf = (lines: readonly string[]): readonly string[] => {
  if (!lines.some((line) => BLOCK.test(line))) return lines.map((line) => line.trimEnd().replace(/;$/, ''));
  const clean = lines.map((line) =>
    line.replace(/\/\*.*?\*\//g, '').replace(/^(\s*)(?:inactive|replace|protect): /, '$1'),
  );
  const statements = readBraces(clean, { comment: /(?:#|\/\*).*$/ });
  return flattened(statements).map((line) => {
    const path = line.replace(/^groups \S+ /, '').replace(/^security /, '');
    return `set security ${path}`;
  });
};

/** Reads an SRX's configuration, as braces or as `set security …` commands: an end for each VPN, or for each gateway where no VPN is shown. */
export const readJuniper = (lines: readonly string[]): readonly End[] => {
  const index = indexOf(commandsOf(lines));
  const { gateways, vpns } = index;
  if (vpns.size === 0 && gateways.size > 0)
    return [...gateways].map(([name, gateway]) => ({ ...UNKNOWN_END, name, ...phase1Of(index, gateway) }));
  if (vpns.size === 0) return [{ ...UNKNOWN_END, ...phase1Of(index, NONE), ...phase2Of(index, NONE) }];
  return [...vpns].flatMap(([name, vpn]) => {
    const gateway = chosen(gateways, valueIn(vpn, /^ike gateway (\S+)/));
    const end = { ...UNKNOWN_END, name, ...phase1Of(index, gateway), ...phase2Of(index, vpn) };
    return towardsEach(end, addressesIn(valuesIn(gateway, /^address (.+)$/)));
  });
};
