import { allOf, type Offer, offersOf } from '../crypto-names.ts';
import { addressIn, blocksIn, type End, identityIn, once, secondsIn } from '../end.ts';
import { stanzasOf } from '../stanza.ts';

type Values = ReadonlyMap<string, string>;

/** The settings that are read; all others are left out, so that what a `conn` inherits stays small. */
const READ: ReadonlySet<string> = new Set(
  'also keyexchange ikev2 authby leftauth left right leftid rightid leftsubnet rightsubnet leftsubnets rightsubnets ike ikelifetime esp phase2alg pfs lifetime keylife salifetime aggressive aggrmode forceencaps'.split(
    ' ',
  ),
);

const settings = (body: readonly string[]): Values =>
  new Map(
    body.flatMap((line) => {
      const [, name = '', value = ''] = /^([\w.-]{1,60})\s*=([^#]*)/.exec(line) ?? [];
      return READ.has(name.toLowerCase()) ? [[name.toLowerCase(), value.trim()] as const] : [];
    }),
  );

/** `also` filled in, each section once however many include it; one that includes itself is followed once. */
const createResolve = (all: ReadonlyMap<string, Values>) => {
  const known = new Map<string, Values>();
  return (name: string): Values => {
    const chain: string[] = [];
    for (
      let next: string | undefined = name;
      next !== undefined && !known.has(next);
      next = all.get(next)?.get('also')
    ) {
      known.set(next, all.get(next) ?? new Map());
      chain.push(next);
    }
    for (const each of chain.reverse()) {
      const own = all.get(each) ?? new Map<string, string>();
      known.set(each, new Map([...(known.get(own.get('also') ?? '') ?? []), ...own]));
    }
    return known.get(name) ?? new Map();
  };
};

/** `group5` and the like end an `esp` of the older form (`aes128-sha1;modp1024`). */
const pfsOf = (offers: readonly Offer[], values: Values): readonly string[] => {
  if (values.get('pfs') === 'no') return ['disabled'];
  const groups = allOf(offers, 'dh');
  if (groups.length > 0) return groups;
  // Without a group: libreswan (`pfs=yes`, `phase2alg`) takes phase 1's, strongSwan does no PFS.
  return offers.length > 0 && !values.has('pfs') && !values.has('phase2alg') ? ['disabled'] : [];
};

const versionOf = (values: Values): End['ike_version'] => {
  const exchange = values.get('keyexchange') ?? '';
  if (exchange === 'ikev1' || exchange === 'ikev2') return exchange;
  const libreswan = values.get('ikev2');
  if (libreswan === undefined) return undefined;
  return /^(?:yes|insist|propose)$/.test(libreswan) ? 'ikev2' : 'ikev1';
};

const authOf = (values: Values): End['auth'] => {
  const by = values.get('authby') ?? values.get('leftauth');
  if (by === undefined) return undefined;
  return /^(?:psk|secret)/.test(by) ? 'psk' : 'certificate';
};

const side = (values: Values, which: 'left' | 'right') => ({
  address: addressIn(values.get(which)),
  id: identityIn(values.get(`${which}id`)),
  subnets: once([
    ...blocksIn(values.get(`${which}subnet`)),
    ...blocksIn((values.get(`${which}subnets`) ?? '').replace(/[{}]/g, ' ')),
  ]),
});

const endOf = (name: string, values: Values): End => {
  const [left, right] = [side(values, 'left'), side(values, 'right')];
  const offers2 = offersOf(values.get('esp') ?? values.get('phase2alg') ?? '');
  const aggressive = values.get('aggressive') ?? values.get('aggrmode');
  return {
    name,
    ike_version: versionOf(values),
    mode: aggressive === undefined ? undefined : aggressive === 'yes' ? 'aggressive' : 'main',
    offers1: offersOf(values.get('ike') ?? ''),
    life1: secondsIn(values.get('ikelifetime')),
    auth: authOf(values),
    local_id: left.id,
    remote_id: right.id,
    local_addr: left.address,
    peer_addr: right.address,
    offers2,
    pfs: pfsOf(offers2, values),
    life2: secondsIn(values.get('lifetime') ?? values.get('keylife') ?? values.get('salifetime')),
    selectors_local: left.subnets,
    selectors_remote: right.subnets,
    natt: values.get('forceencaps') === 'yes' ? true : undefined,
  };
};

/** Reads the `conn` sections of an ipsec.conf (strongSwan, Libreswan). Left is taken as local, as is the custom. */
export const readIpsecConf = (lines: readonly string[]): readonly End[] => {
  const sections = stanzasOf(lines, /^(?:conn|config|ca)\s+\S/).filter(({ head }) => head.startsWith('conn'));
  const all = new Map(sections.map(({ head, body }) => [head.replace(/^conn\s+/, '').trim(), settings(body)] as const));
  const resolve = createResolve(all);
  const base = all.get('%default') ?? new Map<string, string>();
  return [...all.keys()]
    .filter((name) => name !== '%default')
    .map((name) => endOf(name, new Map([...base, ...resolve(name)])));
};
