import { mergeCidr } from 'cidr-tools';
import type { Device, HealthCheck, IkeConfig, IkeProposal, IpsecConfig, IpsecProposal } from '../state/resources.ts';

/** The cloud's end of a tunnel: a connection with the addresses of its two gateways. */
export interface CloudEnd {
  /** The VPN gateway's InternetIp. */
  Address: string;
  /** The customer gateway's IpAddress: where the cloud believes the device to be. */
  PeerAddress: string;
  IkeConfig: IkeConfig;
  IpsecConfig: IpsecConfig;
  LocalSubnet: string;
  RemoteSubnet: string;
  /** Whether the cloud starts negotiations by itself; otherwise it waits for traffic. */
  EffectImmediately: boolean;
  VcoHealthCheck: HealthCheck;
}

type Lists = 'IkeProposals' | 'IpsecProposals';

/** The device's end with every setting filled in, seen from the device: its LocalSubnet is the cloud's RemoteSubnet. */
export interface PeerEnd extends Required<Omit<Device, 'IkeConfig' | 'IpsecConfig' | Lists>>, Pick<Device, Lists> {
  IkeConfig: IkeConfig;
  IpsecConfig: IpsecConfig;
}

/** The device's settings, each absent one taken so that it agrees with the cloud's end as it is now. */
export const complete = (device: Device, cloud: CloudEnd): PeerEnd => {
  const ike = { ...cloud.IkeConfig, LocalId: cloud.IkeConfig.RemoteId, RemoteId: cloud.IkeConfig.LocalId };
  const mirror = { Up: true, Address: cloud.PeerAddress, RemoteAddress: cloud.Address, BehindNat: false };
  const ends = { BlockedPorts: [], Answers: true, ReturnRoute: true, Initiates: true };
  const IkeConfig = { ...ike, ...device.IkeConfig };
  const IpsecConfig = { ...cloud.IpsecConfig, ...device.IpsecConfig };
  const subnets = { LocalSubnet: cloud.RemoteSubnet, RemoteSubnet: cloud.LocalSubnet };
  return { ...mirror, ...ends, ...subnets, ...device, IkeConfig, IpsecConfig };
};

/** All phase 1 choices that an end offers and accepts: a device's list, else the one of its configuration. */
export const ikeChoices = (end: CloudEnd | PeerEnd): IkeProposal[] =>
  ('IkeProposals' in end && end.IkeProposals) || [ikeProposal(end.IkeConfig)];

/** All phase 2 choices, likewise. */
export const ipsecChoices = (end: CloudEnd | PeerEnd): IpsecProposal[] =>
  ('IpsecProposals' in end && end.IpsecProposals) || [ipsecProposal(end.IpsecConfig)];

/** The three algorithms out of a whole phase 1 configuration. */
export const ikeProposal = ({ IkeEncAlg, IkeAuthAlg, IkePfs }: IkeConfig): IkeProposal => ({
  IkeEncAlg,
  IkeAuthAlg,
  IkePfs,
});

/** The three algorithms out of a whole phase 2 configuration. */
export const ipsecProposal = ({ IpsecEncAlg, IpsecAuthAlg, IpsecPfs }: IpsecConfig): IpsecProposal => ({
  IpsecEncAlg,
  IpsecAuthAlg,
  IpsecPfs,
});

/** A comma-joined list of CIDR blocks as single texts. */
export const blocks = (list: string): string[] => list.split(',').map((one) => one.trim());

/** Whether two comma-joined lists of CIDR blocks cover the same addresses, however they are written. */
export const sameRange = (a: string, b: string): boolean =>
  mergeCidr(blocks(a)).sort().join() === mergeCidr(blocks(b)).sort().join();
