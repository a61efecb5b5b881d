import { isIP, isIPv4 } from 'node:net';
import { BadSettings } from '../errors.ts';

/** Where a server listens. */
export interface HttpAddress {
  /** A name or an address; without the brackets of IPv6. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
}

const LOOPBACK = '127.0.0.1';

/** Reads `[HOST:]PORT`. Throws `BadSettings` for anything else. */
export const readHttpAddress = (text: string, source = '--http'): HttpAddress => {
  const [, bracketed, plain, digits = ''] = /^(?:(?:\[([0-9a-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain ?? LOOPBACK;
  const port = Number(digits);
  const isHost = bracketed === undefined || isIP(bracketed) === 6;
  if (digits !== '' && port <= 65_535 && isHost) return { host: host.toLowerCase(), port };
  throw new BadSettings(
    source,
    `${source} must be a port, or a host and a port (given: ${text.slice(0, 80)})`,
    'Write 8080, 127.0.0.1:8080 or [::1]:8080; 0 takes a free port.',
  );
};

/** Whether only this machine reaches the address. */
export const isLoopback = ({ host }: HttpAddress): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
