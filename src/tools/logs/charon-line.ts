/** One line of charon, the daemon of strongSwan and of the cloud's gateways, taken apart as far as it says who it is about. */
export interface CharonLine {
  /** Which thread wrote it; the same one writes all lines about one packet. Empty where the log does not show it. */
  readonly thread: string;
  /** `NET`, `ENC`, `IKE`, …; empty where the log does not show it. */
  readonly part: string;
  /** The number of the IKE_SA that the line names. */
  readonly sa?: string;
  readonly packet?: Packet;
  readonly message?: Message;
  readonly text: string;
}

/** A packet on the wire. */
export interface Packet {
  readonly isSent: boolean;
  readonly from: string;
  readonly fromPort: number;
  readonly to: string;
  readonly toPort: number;
  readonly bytes: number;
}

export type Exchange =
  | 'IKE_SA_INIT'
  | 'IKE_AUTH'
  | 'CREATE_CHILD_SA'
  | 'INFORMATIONAL'
  | 'ID_PROT'
  | 'AGGRESSIVE'
  | 'QUICK_MODE'
  | 'INFORMATIONAL_V1'
  | 'TRANSACTION';

/** A message inside a packet. */
export interface Message {
  readonly isSent: boolean;
  readonly exchange: Exchange;
  readonly isRequest: boolean;
  readonly id: number;
  /** As charon lists them, such as `SA KE No N(NO_PROP)`. */
  readonly payloads: string;
}

const ADDRESS = '([0-9a-fA-F][0-9a-fA-F.:]{1,44})';
const HEAD = /(?:^|[^\d])(\d{2})\[([A-Z]{3})\](?: <[^|>]{0,80}\|(\d{1,9})>)? /;
const PACKET = new RegExp(
  String.raw`(received|sending) packet: from ${ADDRESS}\[(\d{1,5})\] to ${ADDRESS}\[(\d{1,5})\](?: \((\d{1,6}) bytes\))?`,
);
const MESSAGE =
  /(parsed|generating) (IKE_SA_INIT|IKE_AUTH|CREATE_CHILD_SA|INFORMATIONAL_V1|INFORMATIONAL|ID_PROT|AGGRESSIVE|QUICK_MODE|TRANSACTION) (request|response) (\d{1,10})(?: \[([^\]]{0,600}))?/;
const NAMED_SA = /\bIKE_SA \S{1,80}\[(\d{1,9})\]/;

const packetIn = (text: string): Packet | undefined => {
  const [, way, from, fromPort, to, toPort, bytes] = PACKET.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const ports = { fromPort: Number(fromPort), toPort: Number(toPort) };
  return { isSent: way === 'sending', from, to, ...ports, bytes: Number(bytes ?? 0) };
};

const messageIn = (text: string): Message | undefined => {
  const [, way, exchange, kind, id, payloads = ''] = MESSAGE.exec(text) ?? [];
  if (exchange === undefined) return undefined;
  return {
    isSent: way === 'generating',
    exchange: exchange as Exchange, // The pattern has these words only.
    isRequest: kind === 'request',
    id: Number(id),
    payloads,
  };
};

/** Reads one line; of a line in another form only its text is known. */
export const charonLineOf = (text: string): CharonLine => {
  const [, thread = '', part = '', tag] = HEAD.exec(text.slice(0, 200)) ?? [];
  const packet = packetIn(text);
  const message = packet ? undefined : messageIn(text);
  const sa = tag ?? NAMED_SA.exec(text)?.[1];
  return { thread, part, text, ...(sa && { sa }), ...(packet && { packet }), ...(message && { message }) };
};

/** Whether the text is charon's at all. */
export const isCharon = ({ part, packet, message }: CharonLine): boolean =>
  part !== '' || packet !== undefined || message !== undefined;
