import type { LocalizedText } from '../../catalogue/message.ts';
import type { SslLogCause, SslSide } from '../../vendors/log-row.ts';
import type { Stage } from './attempts.ts';

/** What can be the matter where a log shows only how far an attempt came. */
export interface Stall {
  /** Likeliest first, each with how sure that alone makes of it: never enough for a verdict. */
  readonly causes: readonly (readonly [SslLogCause, number])[];
  readonly because: LocalizedText;
}

/** A client that waited in vain, by the point at which it did. */
const OF_CLIENT: Readonly<Record<Exclude<Stage, 'up'>, Stall>> = {
  nothing: {
    causes: [
      ['packets-lost', 0.48],
      ['tls-auth-mismatch', 0.4],
      ['no-listener', 0.35],
    ],
    because: {
      en: 'the client heard nothing at all from the server: the way, the address, or a server that drops its packets unread',
      zh: '客户端完全没有收到服务端的报文：路径、地址问题，或服务端直接丢弃其报文',
    },
  },
  answered: {
    causes: [
      ['mtu', 0.45],
      ['tls-version-mismatch', 0.4],
      ['tls-cipher-mismatch', 0.38],
      ['server-full', 0.3],
    ],
    because: {
      en: 'the server answered the first, small packet and nothing after it',
      zh: '服务端只应答了第一个小报文，之后再无应答',
    },
  },
  verified: {
    causes: [
      ['cert-deleted', 0.42],
      ['login-refused', 0.4],
      ['wrong-server-files', 0.38],
      ['wrong-client-files', 0.3],
      ['mtu', 0.3],
    ],
    because: {
      en: 'the client accepted the server, and the server then fell silent: it does not accept this client',
      zh: '客户端已接受服务端，随后服务端不再应答：服务端不接受该客户端',
    },
  },
  keyed: {
    causes: [
      ['pool-exhausted', 0.45],
      ['login-refused', 0.4],
      ['path-loss', 0.3],
    ],
    because: {
      en: 'both ends accepted each other, and the server then gave no address',
      zh: '双方已互相认证，但服务端没有下发地址',
    },
  },
};

/** A server that waited in vain for the rest of a client's handshake. */
export const OF_SERVER: Stall = {
  causes: [
    ['mtu', 0.45],
    ['packets-lost', 0.42],
    ['wrong-server-files', 0.38],
    ['server-cert-usage', 0.3],
  ],
  because: {
    en: 'the client began and did not go on: large packets are lost, or it refuses the server without a word',
    zh: '客户端开始握手后没有继续：大报文丢失，或客户端静默拒绝了服务端',
  },
};

/** Suspects of an attempt that stalled; none for one that came in. */
export const stallOf = (side: SslSide | undefined, stage: Stage): Stall | undefined => {
  if (side !== 'server') return stage === 'up' ? undefined : OF_CLIENT[stage];
  // A certificate that the server accepted leaves only what comes after it.
  if (stage === 'answered' || stage === 'nothing') return OF_SERVER;
  return stage === 'up' ? undefined : OF_CLIENT.keyed;
};

/** A client that lost its connection again and again, and stands now. */
export const COMES_AND_GOES: Stall = {
  causes: [
    ['path-loss', 0.48],
    ['shared-cert', 0.45],
    ['client-lan', 0.2],
  ],
  because: {
    en: 'the connection was lost more than once and came back each time',
    zh: '连接多次中断，每次又恢复',
  },
};

/** A pasted server's log without any client in it. */
export const QUIET: Stall = {
  causes: [
    ['packets-lost', 0.45],
    ['no-listener', 0.4],
    ['wrong-client-files', 0.32],
  ],
  because: {
    en: 'no packet of any client is in this log: it does not arrive, goes to another address, port or protocol, or the client does not start',
    zh: '该日志中没有任何客户端的报文：没有到达、发往其他地址、端口或协议，或客户端未能启动',
  },
};

/** A server whose only sign of a client is that the client closed its socket. */
export const TURNED_AWAY: Stall = {
  causes: [
    ['wrong-server-files', 0.45],
    ['server-cert-usage', 0.4],
    ['server-cert-expired', 0.38],
    ['client-clock', 0.3],
  ],
  because: {
    en: "a client closed its socket after this server's first answer: clients do that when they refuse the server's certificate; the client's own log names the reason",
    zh: '客户端在收到服务端首个应答后关闭了套接字：通常是客户端拒绝了服务端证书；原因见客户端日志',
  },
};

/** Both logs: a server that wrote nothing of a client which heard nothing either. */
export const NEITHER_HEARD: Stall = {
  causes: [
    ['packets-lost', 0.7],
    ['no-listener', 0.4],
  ],
  because: {
    en: "the client heard nothing, and no packet of it is in the server's log",
    zh: '客户端没有收到应答，服务端日志中也没有其报文',
  },
};

/** Both logs: small packets went both ways, and no reason is in either. */
export const SMALL_ONLY: Stall = {
  causes: [
    ['mtu', 0.7],
    ['packets-lost', 0.4],
  ],
  because: {
    en: 'small packets went both ways, then nothing, and neither log has a reason: the large packets of the handshake are lost',
    zh: '小报文双向可达，之后中断，两端日志都没有原因：握手中的大报文丢失',
  },
};
