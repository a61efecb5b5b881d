import { BadSettings } from '../errors.ts';

/** The address under which people and clients reach the server: an origin without a path. Throws `BadSettings` else. */
export const readPublicUrl = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin;
  throw new BadSettings(
    '--public-url',
    `--public-url must be an address without a path (given: ${text.slice(0, 80)})`,
    'Write it as https://vpn.example.com or https://vpn.example.com:8443.',
  );
};
