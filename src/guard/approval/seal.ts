import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an approval is bound to. Readable by the client, so digests only. */
export interface Sealed {
  readonly id: string;
  /** Keyed digest of caller, account, region, endpoint, actions and canonical inputs. */
  readonly what: string;
  /** Keyed digest of what was seen of the targets when the plan was made. */
  readonly state: string;
  readonly expiresAtMs: number;
}

const mac = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(`approval.v1.${body}`).digest();

/** The seal as one text of URL-safe characters. */
export const mintSeal = (key: Buffer, sealed: Sealed): string => {
  const body = Buffer.from(JSON.stringify([sealed.id, sealed.what, sealed.state, sealed.expiresAtMs])).toString(
    'base64url',
  );
  return `${body}.${mac(key, body).toString('base64url')}`;
};

const parse = (body: string): Sealed | undefined => {
  const parts: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  if (!Array.isArray(parts)) return undefined;
  const [id, what, state, expiresAtMs]: unknown[] = parts;
  if (typeof id !== 'string' || typeof what !== 'string' || typeof state !== 'string') return undefined;
  return typeof expiresAtMs === 'number' ? { id, what, state, expiresAtMs } : undefined;
};

const LONGEST = 4096;

/** What a seal holds; undefined when it was not made with this key. Expiry is the caller's to judge. */
export const openSeal = (key: Buffer, text: string): Sealed | undefined => {
  if (text.length > LONGEST) return undefined;
  const [body = '', tag = '', ...rest] = text.split('.');
  const [given, right] = [Buffer.from(tag, 'base64url'), mac(key, body)];
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  // Two spellings of one tag exist in base64url: only ours counts, so that a seal has one form.
  return right.toString('base64url') === tag ? parse(body) : undefined;
};
