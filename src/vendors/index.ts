import type { CauseId } from '../catalogue/causes.ts';
import { alibaba } from './alibaba/index.ts';
import { aws } from './aws/index.ts';
import { azure } from './azure/index.ts';
import { cisco } from './cisco/index.ts';
import { ciscoAsa } from './cisco-asa/index.ts';
import { ciscoIos } from './cisco-ios/index.ts';
import type { End } from './end.ts';
import { FOREIGN_FORMATS, FOREIGN_LOGS } from './foreign-formats/index.ts';
import { fortigate } from './fortigate/index.ts';
import { GENERAL_KEYS } from './general-keys.ts';
import { h3c } from './h3c/index.ts';
import type { Writer } from './handoff/writer.ts';
import { huawei } from './huawei/index.ts';
import { ike } from './ike/index.ts';
import { juniper } from './juniper/index.ts';
import type { KeyForm } from './key-form.ts';
import { ipsecConf } from './libreswan/index.ts';
import type { LogRow, SslLogRow } from './log-row.ts';
import { createKeyMasker } from './mask-keys.ts';
import { mikrotik } from './mikrotik/index.ts';
import { openvpn } from './openvpn/index.ts';
import { paloAlto } from './paloalto/index.ts';
import { pfsense } from './pfsense/index.ts';
import { keyValue } from './plain-settings/index.ts';
import { racoon } from './racoon/index.ts';
import { sangfor } from './sangfor/index.ts';
import { swanctl } from './strongswan/index.ts';
import { withoutPrompts } from './syntax/prompt.ts';
import { tencent } from './tencent/index.ts';
import { terraform } from './terraform/index.ts';
import type { Counters, Vendor } from './vendor.ts';
import { vyos } from './vyos/index.ts';
import { windows } from './windows/index.ts';

/**
 * Every vendor; all below is derived from this list. Its order is that of the values of `PeerVendor`, and of the search
 * for keys: PAN-OS comes before those whose key stands on the line of its name, and plain settings last, since their patterns
 * are the least particular.
 */
const LISTED = [
  swanctl,
  ipsecConf,
  ciscoAsa,
  ciscoIos,
  paloAlto,
  juniper,
  fortigate,
  huawei,
  mikrotik,
  vyos,
  pfsense,
  terraform,
  windows,
  aws,
  cisco,
  alibaba,
  racoon,
  h3c,
  sangfor,
  azure,
  tencent,
  ike,
  openvpn,
  keyValue,
] as const;

export const VENDORS: readonly Vendor[] = LISTED;

type Listed = (typeof LISTED)[number];
type Readable = Extract<Listed, { readonly read: unknown }>;

/** A vendor whose configurations can be read, as `PeerVendor` spells it. */
export type PeerVendor = Readable['name'];

const isReadable = (vendor: Listed): vendor is Readable => 'read' in vendor;

const READABLE: readonly (Vendor & Readable)[] = LISTED.filter(isReadable);

/** The values of `PeerVendor`. */
export const PEER_VENDORS: readonly PeerVendor[] = READABLE.map(({ name }) => name);

/** The text is plain settings where no sign of a vendor is found. */
const WITHOUT_SIGN: PeerVendor = keyValue.name;

/** Line by line: in a whole text, the blanks before a sign would be gone through from each of them. */
const commandsOf = (lines: readonly string[]): readonly string[] =>
  withoutPrompts(lines).map((line) => line.trimStart());

/**
 * The vendors of a configuration, at least one: those of which it has a line that no other has, else the first of which it
 * has a line at all.
 */
export const detectVendors = (lines: readonly string[]): readonly [PeerVendor, ...PeerVendor[]] => {
  const trimmed = commandsOf(lines);
  const has = (sign: RegExp | undefined): boolean => sign !== undefined && trimmed.some((line) => sign.test(line));
  const [own, ...more] = READABLE.filter(({ ownSign }) => has(ownSign)).map(({ name }) => name);
  if (own !== undefined) return [own, ...more];
  return [READABLE.find(({ sign }) => has(sign))?.name ?? WITHOUT_SIGN];
};

/** What of a paste is of one vendor. */
export interface ConfigPart {
  readonly vendor: PeerVendor;
  readonly lines: readonly string[];
}

/** Whose each line is by its own sign; undefined where it has none, or that of several. */
const signed = (lines: readonly string[], names: readonly PeerVendor[]): readonly (PeerVendor | undefined)[] => {
  const readers = READABLE.filter(({ name }) => names.includes(name));
  return commandsOf(lines).map((line) => {
    const [one, ...more] = readers.filter(({ ownSign }) => ownSign?.test(line));
    return more.length === 0 ? one?.name : undefined;
  });
};

/** Lines of one vendor that follow each other, as the places of the first and the last. */
interface Run {
  readonly vendor: PeerVendor;
  readonly from: number;
  to: number;
}

const runsOf = (marks: readonly (PeerVendor | undefined)[]): readonly Run[] => {
  const runs: Run[] = [];
  marks.forEach((vendor, at) => {
    const last = runs.at(-1);
    if (vendor === undefined) return;
    if (last?.vendor === vendor) last.to = at;
    else runs.push({ vendor, from: at, to: at });
  });
  return runs;
};

/**
 * Cuts a paste into the parts of its vendors. What stands between the last line of one and the first of the next may be
 * the end of the one or the head of the other: both get it.
 */
export const partsOf = (lines: readonly string[]): readonly [ConfigPart, ...ConfigPart[]] => {
  const [first, ...more] = detectVendors(lines);
  if (more.length === 0) return [{ vendor: first, lines }];
  const runs = runsOf(signed(lines, [first, ...more]));
  const partOf = (name: PeerVendor): ConfigPart => {
    let done = 0;
    const own = runs.flatMap(({ vendor }, index) => {
      if (vendor !== name) return [];
      const from = Math.max(done, (runs[index - 1]?.to ?? -1) + 1);
      done = runs[index + 1]?.from ?? lines.length;
      return lines.slice(from, done);
    });
    return { vendor: name, lines: own };
  };
  return [partOf(first), ...more.map(partOf)];
};

/** The format of a configuration that is known by a line of it and has no reader here. */
export const foreignFormat = (lines: readonly string[]): string | undefined => {
  const trimmed = commandsOf(lines);
  return FOREIGN_FORMATS.find(({ sign }) => trimmed.some((line) => sign.test(line)))?.name;
};

/** Whose log a text is, by a line of it, where it has no rows here. */
export const foreignLog = (lines: readonly string[]): string | undefined =>
  FOREIGN_LOGS.find(({ sign }) => lines.some((line) => sign.test(line)))?.name;

/** The connections of a configuration, read as that of a vendor. */
export const readConfig = (name: PeerVendor, lines: readonly string[]): readonly End[] =>
  READABLE.find((vendor) => vendor.name === name)?.read(withoutPrompts(lines)) ?? [];

/** The makers whose log a text is, by their signs; it may be of several. */
export const logMakersOf = (lines: readonly string[]): readonly string[] =>
  VENDORS.filter(({ logSign }) => logSign !== undefined && lines.some((line) => logSign.test(line))).map(
    ({ name, logName = name }) => logName,
  );

/** How the lists of SAs of all vendors count packets. */
export const COUNTERS: readonly Counters[] = VENDORS.flatMap(({ counters }) => counters ?? []);

const byNumber = (a: LogRow, b: LogRow): number => a.row - b.row;

const rows: readonly LogRow<CauseId>[] = VENDORS.flatMap((vendor) => vendor.rows ?? []).sort(byNumber);

/** What single lines of an IPsec log mean, in the order in which they are tried. Lists of proposals are read in pairs. */
export const IPSEC_ROWS: readonly LogRow<CauseId>[] = rows.filter(({ isPaired }) => !isPaired);

/** What single lines of an SSL-VPN log mean, server's or client's. */
export const SSL_ROWS: readonly SslLogRow[] = VENDORS.flatMap(({ sslRows }) => sslRows ?? []).sort(byNumber);

/** Every row. */
export const LOG_ROWS: readonly LogRow[] = [...rows, ...SSL_ROWS];

/** Every way in which a key stands in text, each once though several vendors share it. */
export const KEY_FORMS: readonly KeyForm[] = [
  ...new Set([...GENERAL_KEYS, ...VENDORS.flatMap(({ keyForms }) => keyForms ?? [])]),
];

/** The text with every key replaced by what `hide` returns for it. */
export const maskKeys = createKeyMasker(KEY_FORMS);

/** What writes configurations, in the order of the vendors. */
export const WRITERS: readonly Writer[] = VENDORS.flatMap(({ writers }) => writers ?? []);
