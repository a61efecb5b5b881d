import { allOf, type Offer, offersOf } from '../crypto-names.ts';
import { addressIn, blockIn, blocksIn, doubtsOf, type End, identityIn, once, secondsIn } from '../end.ts';
import { pushed, stanzasOf } from '../stanza.ts';

/** The settings of a `conn`, and the names of those that it includes. */
interface Conn {
  readonly values: ReadonlyMap<string, string>;
  readonly also: readonly string[];
}
type Values = Conn['values'];

/** The settings that are read; all others are left out, so that what a `conn` inherits stays small. */
const READ: ReadonlySet<string> = new Set(
  'auto type keyexchange ikev2 authby leftauth rightauth left right leftid rightid leftsubnet rightsubnet leftsubnets rightsubnets ike ikelifetime esp phase2alg pfs lifetime keylife salifetime aggressive aggrmode forceencaps'.split(
    ' ',
  ),
);

const settings = (body: readonly string[]): Conn => {
  const pairs = body.flatMap((line) => {
    const [, name = '', value = ''] = /^([\w.-]{1,60})\s*=([^#]*)/.exec(line) ?? [];
    return name === '' ? [] : [[name.toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')] as const];
  });
  return {
    values: new Map(pairs.filter(([name]) => READ.has(name))),
    also: pairs.flatMap(([name, value]) => (name === 'also' ? value.split(/[\s,]+/).filter(Boolean) : [])),
  };
};

/** Sections from further away are not looked for. */
const FARTHEST = 50;

/** A `conn` with what it includes, and the names that are nowhere in the text. */
interface Whole {
  readonly values: Values;
  readonly absent: readonly string[];
}

/** `also` filled in, each section once however many include it; one that includes itself is followed once. */
const createResolve = (all: ReadonlyMap<string, Conn>) => {
  const known = new Map<string, Whole>();
  const resolve = (name: string, depth = 0): Whole => {
    const done = known.get(name);
    if (done) return done;
    const own = all.get(name);
    if (own === undefined || depth > FARTHEST) return { values: new Map(), absent: [`also=${name}`] };
    known.set(name, { values: own.values, absent: [] });
    const values = new Map<string, string>();
    const absent: string[] = [];
    for (const other of own.also) {
      const included = resolve(other, depth + 1);
      for (const [key, value] of included.values) values.set(key, value);
      absent.push(...included.absent.slice(0, MOST_ABSENT));
    }
    for (const [key, value] of own.values) values.set(key, value);
    const whole = { values, absent: once(absent).slice(0, MOST_ABSENT) };
    known.set(name, whole);
    return whole;
  };
  return resolve;
};

const MOST_ABSENT = 5;

/** `group5` and the like end an `esp` of the older form (`aes128-sha1;modp1024`). */
const pfsOf = (first: readonly Offer[], offers: readonly Offer[], values: Values): readonly string[] => {
  if (values.get('pfs') === 'no') return ['disabled'];
  const groups = allOf(offers, 'dh');
  if (groups.length > 0) return groups;
  // Without a group: Libreswan takes phase 1's, strongSwan does no PFS.
  if (ONLY_LIBRESWAN.some((name) => values.has(name))) return allOf(first, 'dh');
  return offers.length > 0 ? ['disabled'] : [];
};

/** Settings that tell Libreswan from strongSwan. */
const ONLY_LIBRESWAN = ['ikev2', 'phase2alg', 'pfs', 'salifetime', 'leftsubnets', 'rightsubnets'];

const versionOf = (values: Values): End['ike_version'] => {
  const exchange = values.get('keyexchange') ?? '';
  if (exchange === 'ikev1' || exchange === 'ikev2') return exchange;
  const libreswan = values.get('ikev2');
  if (libreswan === undefined) return undefined;
  if (/^(?:yes|insist|propose)$/.test(libreswan)) return 'ikev2';
  return /^(?:no|never)$/.test(libreswan) ? 'ikev1' : undefined;
};

/** `authby` may list several; each side may say its own instead. */
const authOf = (values: Values): End['auth'] => {
  const sides = ['leftauth', 'rightauth'].flatMap((name) => values.get(name) ?? []);
  const methods = sides.length > 0 ? sides : [values.get('authby') ?? []].flat();
  if (methods.length === 0) return undefined;
  return methods.every((by) => /(?:^|[|,\s])(?:psk|secret)/.test(by)) ? 'psk' : 'certificate';
};

const ENCAPSULATION: Readonly<Record<string, End['encapsulation']>> = { transport: 'transport', tunnel: 'tunnel' };

/** Without a subnet an end protects its own address alone. */
const orHost = (subnets: readonly string[], address: string | undefined): readonly string[] =>
  subnets.length > 0 ? subnets : [blockIn(address) ?? []].flat();

const side = (values: Values, which: 'left' | 'right') => ({
  address: addressIn(values.get(which)),
  id: identityIn(values.get(`${which}id`)),
  subnets: once([
    ...blocksIn(values.get(`${which}subnet`)),
    ...blocksIn((values.get(`${which}subnets`) ?? '').replace(/[{}]/g, ' ')),
  ]),
});

const endOf = (name: string, { values, absent }: Whole, beside: readonly string[]): End => {
  const [left, right] = [side(values, 'left'), side(values, 'right')];
  const offers1 = offersOf(values.get('ike') ?? '');
  const offers2 = offersOf(values.get('esp') ?? values.get('phase2alg') ?? '');
  const doubts = [...doubtsOf('absent', absent), ...doubtsOf('beside', beside)];
  const aggressive = values.get('aggressive') ?? values.get('aggrmode');
  return {
    name,
    ike_version: versionOf(values),
    mode: aggressive === undefined ? undefined : aggressive === 'yes' ? 'aggressive' : 'main',
    offers1,
    life1: secondsIn(values.get('ikelifetime')),
    auth: authOf(values),
    local_id: left.id,
    remote_id: right.id,
    local_addr: left.address,
    peer_addr: right.address,
    offers2,
    pfs: pfsOf(offers1, offers2, values),
    life2: secondsIn(values.get('lifetime') ?? values.get('keylife') ?? values.get('salifetime')),
    selectors_local: absent.length > 0 ? left.subnets : orHost(left.subnets, left.address),
    selectors_remote: absent.length > 0 ? right.subnets : orHost(right.subnets, right.address),
    encapsulation: ENCAPSULATION[values.get('type') ?? ''],
    natt: values.get('forceencaps') === 'yes' ? true : undefined,
    ...(doubts.length > 0 && { doubts }),
  };
};

/** Reads the `conn` sections of an ipsec.conf (strongSwan, Libreswan). Left is taken as local, as is the custom. */
export const readIpsecConf = (lines: readonly string[]): readonly End[] => {
  const sections = stanzasOf(lines, /^(?:conn|config|ca|include)\s+\S/);
  const bodies = new Map<string, string[]>();
  for (const { head, body } of sections) {
    const name = /^conn\s+(\S.*)$/.exec(head)?.[1]?.trim();
    // A section that is there twice is one.
    if (name !== undefined) for (const line of ['', ...body]) bodies.set(name, pushed(bodies.get(name), line));
  }
  const all = new Map([...bodies].map(([name, body]) => [name, settings(body)] as const));
  const beside = sections.flatMap(({ head }) => (head.startsWith('include') ? [head] : []));
  const resolve = createResolve(all);
  const base = all.get('%default')?.values ?? new Map<string, string>();
  const included = new Set([...all.values()].flatMap(({ also }) => also));
  const named = [...all].filter(([name]) => name !== '%default');
  // What others include, and nothing starts, is no connection of its own.
  const own = named.filter(([name, { values }]) => !included.has(name) || values.has('auto'));
  return (own.length > 0 ? own : named).map(([name]) => {
    const { values, absent } = resolve(name);
    return endOf(name, { values: new Map([...base, ...values]), absent }, beside);
  });
};
