import type { IncomingMessage } from 'node:http';
import type { Principal } from '../../catalogue/risk.ts';
import { type Begun, makeSecret } from './code-flow.ts';

/** What is known of a browser: that it is about to log in, or who has. */
export type Browser =
  | { readonly begun: Begun; readonly back: string }
  | { readonly principal: Principal; readonly formToken: string };

/** The only cookie there is. */
const COOKIE = 'vpn_mcp_login';
const LIFE_SECONDS = 15 * 60;
const MOST = 1_000;

/** Cookies of `__Host-` are taken from this host alone, and over TLS alone. */
const nameOf = (isTls: boolean): string => `${isTls ? '__Host-' : ''}${COOKIE}`;

const idIn = ({ headers }: Pick<IncomingMessage, 'headers'>, isTls: boolean): string | undefined => {
  const found = (headers.cookie ?? '').split(/; */).filter((pair) => pair.startsWith(`${nameOf(isTls)}=`));
  return found.length === 1 ? found[0]?.slice(nameOf(isTls).length + 1) : undefined;
};

/** Browsers by the secret in their cookie. Each entry has its end, and a new secret is given at each step. */
export const createBrowsers = (isTls: () => boolean, now: () => number = () => performance.now()) => {
  const known = new Map<string, { readonly browser: Browser; readonly untilMs: number }>();
  /** Whoever reaches the server can begin logins without end: they push out each other, and nobody who has logged in. */
  const sweep = (): void => {
    for (const [id, { untilMs }] of known) if (now() >= untilMs) known.delete(id);
    for (const [id, { browser }] of known) if (known.size >= MOST && 'begun' in browser) known.delete(id);
    for (const id of known.keys()) if (known.size >= MOST) known.delete(id);
  };
  return {
    /** Keeps it, and gives the header that sets the cookie. */
    keep: (browser: Browser): string => {
      sweep();
      const id = makeSecret();
      known.set(id, { browser, untilMs: now() + LIFE_SECONDS * 1000 });
      // Lax: the authorization server leads back here by a link, and a stricter cookie would stay away then.
      return `${nameOf(isTls())}=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${LIFE_SECONDS}${isTls() ? '; Secure' : ''}`;
    },
    find: (request: Pick<IncomingMessage, 'headers'>): Browser | undefined => {
      const found = known.get(idIn(request, isTls()) ?? '');
      return found && now() < found.untilMs ? found.browser : undefined;
    },
    forget: (request: Pick<IncomingMessage, 'headers'>): void => void known.delete(idIn(request, isTls()) ?? ''),
  };
};
