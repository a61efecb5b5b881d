import type { Fields } from '../../catalogue/action.ts';
import { type Offer, strengthOf } from '../../vendors/crypto-names.ts';
import type { End } from '../../vendors/end.ts';
import { isHidden } from './refuse.ts';

/** The settings of a tunnel in the cloud's own words, and what came of the rest of the text. */
export interface Imported {
  readonly IkeConfig: Fields;
  readonly IpsecConfig: Fields;
  readonly LocalSubnet?: string;
  readonly RemoteSubnet?: string;
  /** What the text says and the cloud has no way for. */
  readonly refused: readonly string[];
  /** What the text does not say, so that the cloud would take its own. */
  readonly silent: readonly string[];
  /** Where the text offers several, and which was taken. */
  readonly chosen: readonly string[];
}

const ENCRYPTION = ['aes', 'aes192', 'aes256', 'des', '3des'];
const HASHES = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const GROUPS = ['group1', 'group2', 'group5', 'group14', 'group24'];
const MOST_SECONDS = 86_400;

const byStrength = (one: string, other: string): number => (strengthOf(other) ?? 0) - (strengthOf(one) ?? 0);

/** What is collected while the settings of an end are gone through. */
const createNotes = () => {
  const [refused, silent, chosen]: string[][] = [[], [], []];
  return {
    refused: refused ?? [],
    silent: silent ?? [],
    chosen: chosen ?? [],
    /** The strongest of the values that the cloud has too. */
    pick: (name: string, offered: readonly string[], has: readonly string[]): Fields => {
      const all = [...new Set(offered)];
      const [best, ...more] = all.filter((one) => has.includes(one)).sort(byStrength);
      if (all.length === 0) silent?.push(name);
      else if (best === undefined) refused?.push(`${name} ${all.join(', ')}: the cloud has ${has.join(', ')}`);
      else if (more.length > 0) chosen?.push(`${name} ${best}, of ${[best, ...more].join(', ')}`);
      return best === undefined ? {} : { [name]: best };
    },
  };
};

const all = (offers: readonly Offer[], kind: keyof Offer): readonly string[] => offers.flatMap((one) => one[kind]);

/** Of several offers the one whose algorithms the cloud has, the strongest first: parts of two would fit neither. */
const offerFor = (offers: readonly Offer[]): readonly Offer[] => {
  const sum = ({ enc, hash, dh }: Offer): number =>
    [enc, hash, dh].reduce((total, one) => total + Math.max(-1, ...one.map((word) => strengthOf(word) ?? -9)), 0);
  const takes = ({ enc, hash, dh }: Offer): boolean =>
    (
      [
        [enc, ENCRYPTION],
        [hash, HASHES],
        [dh, GROUPS],
      ] as const
    ).every(([words, has]) => words.length === 0 || words.some((word) => has.includes(word)));
  const [best] = offers.filter(takes).sort((one, other) => sum(other) - sum(one));
  return best ? [best] : offers;
};

const seconds = (name: string, value: number | undefined, notes: ReturnType<typeof createNotes>): Fields => {
  if (value === undefined) notes.silent.push(name);
  else if (value > MOST_SECONDS) notes.refused.push(`${name} ${value}: the cloud has 0 to ${MOST_SECONDS} seconds`);
  return value === undefined || value > MOST_SECONDS ? {} : { [name]: value };
};

const text = (name: string, value: string | undefined, notes: ReturnType<typeof createNotes>): Fields => {
  if (isHidden(value)) notes.refused.push(`${name}: it has the text of a key, which is not repeated`);
  else if (value === undefined) notes.silent.push(name);
  return value === undefined || isHidden(value) ? {} : { [name]: value };
};

const spelled = ({ enc, hash, dh }: Offer): string => [...enc, ...hash, ...dh].join('-');

/** Where whole offers were left out, which one was taken. */
const choiceOf = (phase: number, offers: readonly Offer[], [taken]: readonly Offer[]): readonly string[] => {
  const all = [...new Set(offers.map(spelled))];
  return taken !== undefined && all.length > 1 ? [`phase ${phase} ${spelled(taken)}, of ${all.join(', ')}`] : [];
};

/** The peer's end as the settings of the cloud's end: what is local to the one is remote to the other. */
export const importEnd = (end: End): Imported => {
  const notes = createNotes();
  const [first, second] = [offerFor(end.offers1), offerFor(end.offers2)];
  if (first.length === 1) notes.chosen.push(...choiceOf(1, end.offers1, first));
  if (second.length === 1) notes.chosen.push(...choiceOf(2, end.offers2, second));
  if (end.auth === 'certificate')
    notes.refused.push('authentication by certificate: this tool imports connections with a pre-shared key');
  if (end.encapsulation === 'transport') notes.refused.push('transport mode: the cloud has tunnel mode alone');
  return {
    IkeConfig: {
      ...text('IkeVersion', end.ike_version, notes),
      ...(end.ike_version === 'ikev2' ? {} : text('IkeMode', end.mode, notes)),
      ...notes.pick('IkeEncAlg', all(first, 'enc'), ENCRYPTION),
      ...notes.pick('IkeAuthAlg', [...all(first, 'hash')], HASHES),
      ...notes.pick('IkePfs', all(first, 'dh'), GROUPS),
      ...seconds('IkeLifetime', end.life1, notes),
      ...text('LocalId', end.remote_id, notes),
      ...text('RemoteId', end.local_id, notes),
    },
    IpsecConfig: {
      ...notes.pick('IpsecEncAlg', all(second, 'enc'), ENCRYPTION),
      ...notes.pick('IpsecAuthAlg', all(second, 'hash'), HASHES),
      ...notes.pick('IpsecPfs', end.pfs, ['disabled', ...GROUPS]),
      ...seconds('IpsecLifetime', end.life2, notes),
    },
    ...(end.selectors_remote.length > 0 && { LocalSubnet: end.selectors_remote.join(',') }),
    ...(end.selectors_local.length > 0 && { RemoteSubnet: end.selectors_local.join(',') }),
    ...{ refused: notes.refused, silent: notes.silent, chosen: notes.chosen },
  };
};
