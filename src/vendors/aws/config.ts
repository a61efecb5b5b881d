import { encryptionOf, groupOf, hashOf } from '../crypto-names.ts';
import { addressIn, doubtsOf, type End, secondsIn, UNKNOWN_END } from '../end.ts';
import { stanzasOf, valueIn } from '../stanza.ts';
import { meant, offerFrom } from '../syntax/words.ts';

const TUNNEL = /^IPSec Tunnel #\d/i;

const PARTS = { ike: /Internet Key Exchange/i, ipsec: /IPSec Configuration/i, inside: /Tunnel Interface/i } as const;

/** The numbered parts of one tunnel; a heading is `#1: Internet Key Exchange Configuration`. */
const partsOf = (lines: readonly string[]) => {
  const parts: Record<keyof typeof PARTS | 'none', string[]> = { ike: [], ipsec: [], inside: [], none: [] };
  let here: keyof typeof parts = 'none';
  for (const line of lines) {
    const heading = /^#\d: (.+)$/.exec(line)?.[1];
    if (heading === undefined) parts[here].push(line);
    else here = (['ike', 'ipsec', 'inside'] as const).find((part) => PARTS[part].test(heading)) ?? 'none';
  }
  return parts;
};

const valueAt = (lines: readonly string[], name: string): string | undefined =>
  valueIn(lines, new RegExp(`^-? ?${name}\\s{0,30}:(.*)$`, 'i'));

/** The address inside of the tunnel has the same name as the one outside of it, which comes first. */
const outside = (lines: readonly string[], name: string): string | undefined => addressIn(valueAt(lines, name));

const VERSIONS: Readonly<Record<string, End['ike_version']>> = { ikev1: 'ikev1', ikev2: 'ikev2' };
const MODES: Readonly<Record<string, End['mode']>> = { main: 'main', aggressive: 'aggressive' };

const endOf = (name: string, lines: readonly string[]): End => {
  const { ike, ipsec, inside } = partsOf(lines);
  return {
    ...UNKNOWN_END,
    name,
    ike_version: VERSIONS[(valueAt(ike, 'IKE version') ?? '').toLowerCase()],
    mode: MODES[(valueAt(ike, 'Phase 1 Negotiation Mode') ?? '').toLowerCase()],
    offers1: offerFrom(
      meant(valueAt(ike, 'Encryption Algorithm'), encryptionOf),
      meant(valueAt(ike, 'Authentication Algorithm'), hashOf),
      meant(valueAt(ike, 'Diffie-Hellman')?.replace(/ /g, ''), groupOf),
    ),
    life1: secondsIn(valueAt(ike, 'Lifetime')?.replace(/ seconds$/, '')),
    auth: ike.some((line) => /Authentication Method\s{0,30}: Pre-Shared Key/i.test(line)) ? 'psk' : undefined,
    local_addr: outside(inside, 'Virtual Private Gateway'),
    peer_addr: outside(inside, 'Customer Gateway'),
    offers2: offerFrom(
      meant(valueAt(ipsec, 'Encryption Algorithm'), encryptionOf),
      meant(valueAt(ipsec, 'Authentication Algorithm'), hashOf),
      [],
    ),
    pfs: meant(
      valueAt(ipsec, 'Perfect Forward Secrecy')
        ?.replace(/^Diffie-Hellman /i, '')
        .replace(/ /g, ''),
      groupOf,
    ),
    life2: secondsIn(valueAt(ipsec, 'Lifetime')?.replace(/ seconds$/, '')),
    doubts: doubtsOf('least', ['IKEv1, AES128, SHA1, DH group 2']),
  };
};

/** Reads the generic text that AWS gives for a customer gateway: an end for each of its two tunnels. */
export const readAws = (lines: readonly string[]): readonly End[] => {
  const tunnels = stanzasOfTunnels(lines);
  return tunnels.map(({ head, body }) => endOf(head, body));
};

/** The lines of each tunnel; `#` begins a heading here and no comment. */
const stanzasOfTunnels = (lines: readonly string[]) => {
  const marked = lines.map((line) => line.trim().replace(/^! ?/, '').replace(/^#/, '\u00a7#'));
  const first = marked.some((line) => TUNNEL.test(line)) ? [] : ['IPSec Tunnel #1'];
  return stanzasOf([...first, ...marked], TUNNEL).map(({ head, body }) => ({
    head,
    body: body.map((line) => line.replace(/^\u00a7/, '')),
  }));
};
