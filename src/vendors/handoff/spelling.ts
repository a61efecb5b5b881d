import { Refused } from '../../errors.ts';
import type { PeerTunnel } from './link.ts';

type Words = Readonly<Record<string, string>>;

/** The words of a grammar for the cloud's values. What is not in it the device does not have. */
export interface Dictionary {
  readonly ike: { readonly encryption: Words; readonly authentication: Words; readonly group: Words };
  readonly ipsec: { readonly encryption: Words; readonly authentication: Words; readonly group: Words };
}

/** The algorithms of a tunnel in the words of a grammar. */
export interface Spelled {
  readonly ike: { readonly encryption: string; readonly authentication: string; readonly group: string };
  /** Without `pfs` there is no perfect forward secrecy. */
  readonly ipsec: {
    readonly encryption: string;
    readonly authentication: string;
    readonly pfs: string | undefined;
  };
}

const wordOf = (field: string, value: string, words: Words, where: string): string => {
  const word = Object.hasOwn(words, value) ? words[value] : undefined;
  if (word !== undefined) return word;
  throw new Refused(
    'refused',
    `${field} ${value} cannot be written for ${where}, which has no such algorithm. It has ${Object.keys(words).join(', ')}.`,
    `Change ${field} on the cloud's side first, with ModifyVpnConnectionAttribute, then write the configuration again.`,
  );
};

/** Every algorithm of a tunnel by its word; one that has none is refused by its field, never replaced. */
export const spell = ({ ike, ipsec }: PeerTunnel, words: Dictionary, where: string): Spelled => ({
  ike: {
    encryption: wordOf('IkeConfig.IkeEncAlg', ike.encryption, words.ike.encryption, where),
    authentication: wordOf('IkeConfig.IkeAuthAlg', ike.authentication, words.ike.authentication, where),
    group: wordOf('IkeConfig.IkePfs', ike.group, words.ike.group, where),
  },
  ipsec: {
    encryption: wordOf('IpsecConfig.IpsecEncAlg', ipsec.encryption, words.ipsec.encryption, where),
    authentication: wordOf('IpsecConfig.IpsecAuthAlg', ipsec.authentication, words.ipsec.authentication, where),
    pfs: ipsec.pfs === 'disabled' ? undefined : wordOf('IpsecConfig.IpsecPfs', ipsec.pfs, words.ipsec.group, where),
  },
});

/** Words that begin alike and end in the number of the group: `group14`, `dh-group14`, `14`. */
export const groupWords = (lead: string, numbers: readonly number[]): Words =>
  Object.fromEntries(numbers.map((number) => [`group${number}`, `${lead}${number}`]));
