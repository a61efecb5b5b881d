import type { SecretFile } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { encodeKey, isKeyEncoding } from './encode.ts';
import type { SecretKeeper } from './keeper.ts';
import type { SecretStore } from './store.ts';

const PLACE = /\{\{([0-9a-f]{8})(?:\|([a-z0-9-]{1,30}))?\}\}/g;

/** A place is filled with one secret; a template that names no such one is refused, whole. */
const fill = (template: string, secrets: SecretStore): string =>
  template.replace(PLACE, (_, fingerprint: string, encoding = 'plain') => {
    const secret = secrets.find(fingerprint);
    if (secret === undefined)
      throw new Refused(
        'refused',
        'The secret with that fingerprint was never seen here.',
        'Read the resource that holds it first, then repeat the call.',
      );
    if (!isKeyEncoding(encoding)) throw new Error('a template names an encoding that there is not');
    return encoding === 'salt' ? secrets.saltOf(secret) : encodeKey(secret, encoding);
  });

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** The same settings, read at another time. */
const isSameButTime = (found: string, content: string): boolean =>
  found.replace(TIME, '') === content.replace(TIME, '');

/** What is to be written: where, and with which places. */
interface Template {
  readonly name: string;
  readonly template: string;
  /** Below the folder for secrets. */
  readonly folder?: string | undefined;
}

/** Keeps a template with its places filled; a file that says the same already is taken, with the time that it names. */
export const writeTemplate = async (
  { name, template, folder }: Template,
  secrets: SecretStore,
  keeper: SecretKeeper,
): Promise<SecretFile> => {
  const content = fill(template, secrets);
  // Each template that takes a key has a salt in it, or a private key, which nobody can try.
  return (await keeper.keep({ name, content, folder, isSame: isSameButTime, checksum: 'given' })).file;
};
