import type { LocalizedText } from '../text/message.ts';

// What a plan says of the routes of connections that hang on a transit router: the router decides, and is not seen from here.

export const attachmentMessages = {
  routes: { en: 'the routes of the connection', zh: '该连接的路由' },
  mayDraw: {
    en: 'Transit router {router} may send {dest} through {name} from then on; by which way it goes now is not seen from here.',
    zh: '转发路由器 {router} 此后可能将 {dest} 的流量经 {name} 发送；此处看不到目前的路径。',
  },
  standsBy: {
    en: 'With weight 0 it stands by: no traffic moves.',
    zh: '权重为 0，仅备用：不会改变流量。',
  },
  mayStop: {
    en: 'Transit router {router} no longer sends {dest} through {name}: that traffic stops, or goes another way which is not seen from here.',
    zh: '转发路由器 {router} 不再将 {dest} 的流量经 {name} 发送：这些流量会中断，或改走此处看不到的其他路径。',
  },
  noEntry: {
    en: 'Connection {name} has no route to {dest} with weight {weight}: the cloud would refuse the call. It has: {found}.',
    zh: '连接 {name} 没有到 {dest}、权重为 {weight} 的路由：云端会拒绝此调用。现有：{found}。',
  },
  onGateway: {
    en: 'Connection {name} is on gateway {gateway} and on no transit router: its routes are those of the gateway.',
    zh: '连接 {name} 在网关 {gateway} 上，而不在转发路由器上：其路由属于该网关。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
