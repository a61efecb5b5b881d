import { DeleteSslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import type { Call } from '../../catalogue/invoke.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { refuse } from '../change/refuse.ts';
import { fitting } from '../inventory/name-match.ts';
import { type Access, type Held, placed, unseenWords } from './access.ts';

// Which certificates are meant. Nobody's is touched on a guess: an ID, or a whole name that only one certificate has. Anything
// else is refused with what it may mean.

/** As many as can be chosen from. */
const MOST_NAMED = 20;

const firstWord = (name: string): string => name.toLowerCase().split(/[^\p{L}\p{N}]+/u)[0] ?? '';

/** How sure it is that a certificate is of a person, in words. */
const certainty = ({ name, id }: Held, asked: string): string => {
  if (id === asked || name === asked) return 'exactly so called';
  return firstWord(name) === asked.toLowerCase() ? 'its name begins so' : 'its name holds it';
};

const listed = (held: readonly Held[], asked: string): string => {
  const named = held.slice(0, MOST_NAMED).map((one) => `${placed(one)}: ${certainty(one, asked)}`);
  return `${named.join('; ')}${held.length > MOST_NAMED ? `; and ${held.length - MOST_NAMED} more` : ''}`;
};

const refuseUnclear = (asked: string, fits: readonly Held[]): never =>
  refuse(
    `“${asked}” is no ID and no whole name of exactly one client certificate. It may mean ${listed(fits, asked)}.`,
    'Ask whose they are: somebody else may have such a name. Then call again with the IDs of all that are meant.',
  );

const refuseAbsent = (asked: string, access: Access): never => {
  const near = nearest(
    asked,
    access.held.flatMap(({ id, name }) => [name, id].filter((word) => word !== '')),
  );
  const doubt = access.unseen.length > 0 ? ` Not all was read: ${unseenWords(access)}.` : '';
  return refuse(
    `“${asked}” is no client certificate in ${access.regions.join(', ')}.${doubt}`,
    near === undefined
      ? 'Look with FindResource. One that is gone already is left out.'
      : `Did you mean ${near}? One that is gone already is left out.`,
  );
};

/** The certificates that are meant, and what of them is gone by this server's own record. */
export interface Chosen {
  readonly held: readonly Held[];
  readonly gone: readonly string[];
}

const wasDeleted = async (asked: string, { history }: Call): Promise<boolean> =>
  (await history([asked])).some(({ action, result }) => action === DeleteSslVpnClientCert.name && result !== 'failed');

/** Finds the certificates that are named. Refused, all of them, where one leaves anything to guess. */
export const choose = async (access: Access, who: readonly string[], call: Call): Promise<Chosen> => {
  const held: Held[] = [];
  const gone: string[] = [];
  for (const asked of new Set(who)) {
    const exact = access.held.filter(({ id, name }) => id === asked || name === asked);
    const [only, ...more] = exact;
    if (only && more.length === 0) held.push(only);
    else if (await wasDeleted(asked, call)) gone.push(asked);
    else {
      const named = access.held.map((one) => ({ ...one, Id: one.id, Name: one.name }));
      const fits = only ? exact : fitting(named, asked, (one) => [one]).map(({ thing }) => thing);
      if (fits.length > 0) refuseUnclear(asked, fits);
      refuseAbsent(asked, access);
    }
  }
  return { held: [...new Map(held.map((one) => [one.id, one])).values()], gone };
};

/** Certificates that were not named, and whose names begin with the same word as one that was. */
export const perhapsTheirs = ({ held }: Access, chosen: readonly Held[]): readonly Held[] => {
  const words = new Set(chosen.map(({ name }) => firstWord(name)).filter((word) => word.length > 1));
  return held.filter((one) => !chosen.some(({ id }) => id === one.id) && words.has(firstWord(one.name)));
};
