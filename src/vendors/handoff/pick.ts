import { Refused } from '../../errors.ts';
import type { PeerTunnel } from './link.ts';

/** The words of a device for values of the cloud; what is not in it the device does not have. */
export type Words = Readonly<Record<string, string>>;

/** A device's word for a value of the cloud. What the device does not have is refused by its name, and never becomes another. */
export type Pick = (field: string, value: string, words: Words) => string;

/** Refuses a setting that a device has no way to write. */
export const refuseSetting = (what: string, where: string, why: string): never => {
  throw new Refused(
    'refused',
    `${what} cannot be written for ${where}: ${why}.`,
    `Change it on the cloud's side first (ModifyVpnConnectionAttribute; of one of two tunnels ModifyTunnelAttribute), or choose another Vendor.`,
  );
};

/** Looks words up for one kind of device. */
export const pickFor =
  (where: string): Pick =>
  (field, value, words) =>
    Object.hasOwn(words, value)
      ? (words[value] ?? value)
      : refuseSetting(`${field} ${value}`, where, `it takes ${Object.keys(words).join(', ')}`);

/** The tables of a device, by setting. */
export interface DeviceWords {
  readonly encryption1: Words;
  readonly hash1: Words;
  readonly group1: Words;
  readonly encryption2: Words;
  readonly hash2: Words;
  readonly pfs: Words;
}

/** The algorithms of a tunnel in the words of a device, in the order in which it is told of the first that is not there. */
export const wordsOf = ({ ike, ipsec }: PeerTunnel, words: DeviceWords, pick: Pick) => ({
  encryption1: pick('IkeEncAlg', ike.encryption, words.encryption1),
  hash1: pick('IkeAuthAlg', ike.authentication, words.hash1),
  group1: pick('IkePfs', ike.group, words.group1),
  encryption2: pick('IpsecEncAlg', ipsec.encryption, words.encryption2),
  hash2: pick('IpsecAuthAlg', ipsec.authentication, words.hash2),
  pfs: pick('IpsecPfs', ipsec.pfs, words.pfs),
});

/** A lifetime that the device takes as it is; refuses one outside of its bounds. */
export const lifetimeWithin = (
  field: string,
  seconds: number,
  [least, most]: readonly [number, number],
  where: string,
): number =>
  seconds >= least && seconds <= most
    ? seconds
    : refuseSetting(`${field} ${seconds}`, where, `it takes ${least} to ${most} seconds`);
