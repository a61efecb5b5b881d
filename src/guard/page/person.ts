import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Principal } from '../../catalogue/risk.ts';
import type { Approvers } from '../host/approvers.ts';
import type { Language } from '../text/message.ts';

// Who sits before a page: whoever gives a token with its form, or has logged in.

const isEqual = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Who has logged in, if this form came from a page that was made for them. */
const loggedInBy = (
  request: IncomingMessage,
  form: URLSearchParams,
  approvers: Approvers | undefined,
): Principal | undefined => {
  const person = approvers?.login?.personOf(request);
  return person && isEqual(form.get('form') ?? '', person.formToken) ? person.principal : undefined;
};

/** Who pressed the button. The token stays here: of it nothing but its holder goes on. */
export const personIn = async (
  request: IncomingMessage,
  form: URLSearchParams,
  approvers: Approvers | undefined,
): Promise<Principal | undefined> => {
  const token = form.get('token')?.trim();
  try {
    return token ? await approvers?.principalOf(token) : loggedInBy(request, form, approvers);
  } catch {
    // Where it cannot be found out whose token it is, it is nobody's.
    return undefined;
  }
};

/** Who has logged in, and what a page at this path shows of that; undefined where nobody can. */
export const loginOf = (request: IncomingMessage, path: string, approvers: Approvers | undefined) => {
  const person = approvers?.login?.personOf(request);
  const shown = person && { name: person.principal.name, formToken: person.formToken };
  return approvers?.login && { person, shown: { href: approvers.login.at(path), person: shown } };
};

/** The time of day as a person reads it on a page of this machine. */
export const clockTime = (ms: number, language: Language): string =>
  new Date(ms).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
