import type { PeerTunnel } from './link.ts';
import { pickFor, type Words } from './pick.ts';

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

/** Every algorithm of a tunnel by its word; one that has none is refused by its field, never replaced. */
export const spell = ({ ike, ipsec }: PeerTunnel, words: Dictionary, where: string): Spelled => {
  const pick = pickFor(where);
  return {
    ike: {
      encryption: pick('IkeConfig.IkeEncAlg', ike.encryption, words.ike.encryption),
      authentication: pick('IkeConfig.IkeAuthAlg', ike.authentication, words.ike.authentication),
      group: pick('IkeConfig.IkePfs', ike.group, words.ike.group),
    },
    ipsec: {
      encryption: pick('IpsecConfig.IpsecEncAlg', ipsec.encryption, words.ipsec.encryption),
      authentication: pick('IpsecConfig.IpsecAuthAlg', ipsec.authentication, words.ipsec.authentication),
      pfs: ipsec.pfs === 'disabled' ? undefined : pick('IpsecConfig.IpsecPfs', ipsec.pfs, words.ipsec.group),
    },
  };
};

/** Words that begin alike and end in the number of the group: `group14`, `dh-group14`, `14`. */
export const groupWords = (lead: string, numbers: readonly number[]): Words =>
  Object.fromEntries(numbers.map((number) => [`group${number}`, `${lead}${number}`]));
