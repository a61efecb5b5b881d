import type { LocalizedText } from '../../catalogue/message.ts';
import { isPrivate } from '../../network/cidr.ts';
import { addressIn, type End } from '../../vendors/end.ts';
import { type Evidence, evidenceOf } from '../causes/evidence.ts';
import type { TunnelFacts } from '../judges/tunnel-facts.ts';
import { type Fix, present } from './fix.ts';

const NOTE = {
  moved: {
    en: 'Then create a new connection to it and move the routes: a connection keeps the customer gateway it was made with.',
    zh: '之后还需新建到它的连接并迁移路由：已有连接不能更换用户网关。',
  },
  newAddress: {
    en: "A customer gateway's address is fixed: after this, create a new connection to it and move the routes.",
    zh: '用户网关地址不可修改：创建后还需新建到它的连接，并迁移路由。',
  },
} satisfies Record<string, LocalizedText>;

const ADVICE = {
  twin: {
    en: '{twin} in the region of the connection has the same address: create a new connection to it and move the routes.',
    zh: '该连接所在地域中的 {twin} 地址相同：新建到它的连接并迁移路由。',
  },
  elsewhere: {
    en: 'A connection and its customer gateway have to be of one region.',
    zh: '连接与其用户网关必须在同一地域。',
  },
  ask: {
    en: 'Ask first whether {id} belongs to another department: this identity may only not see it. If it is gone, register the public address of the peer anew and create a new connection to it.',
    zh: '先确认 {id} 是否属于其他部门：可能只是当前身份看不到。若确已删除，用对端公网地址重新创建用户网关，再新建到它的连接。',
  },
} satisfies Record<string, LocalizedText>;

const register = ({ regionId }: TunnelFacts, IpAddress: string, note: LocalizedText): Fix => ({
  tool: 'CreateCustomerGateway',
  args: present({ RegionId: regionId, IpAddress }),
  note: evidenceOf(note),
});

/** The public address that a pasted configuration or a log gives for the peer. */
const publicAddress = ({ local_addr }: End): string | undefined => {
  const address = addressIn(local_addr);
  return address === undefined || isPrivate(address) ? undefined : address;
};

/** A peer at another public address needs a new customer gateway: the old one cannot be corrected. */
export const fixAddress = (facts: TunnelFacts, peer: End): Fix | undefined => {
  const known = facts.customerGateway?.IpAddress;
  const address = publicAddress(peer);
  return !address || !known || address === known ? undefined : register(facts, address, NOTE.newAddress);
};

/** The customer gateway anew in the connection's own region, at an address that is known for it; none is invented. */
export const fixLostPeer = (facts: TunnelFacts, peer: End): Fix | undefined => {
  const { found, twin } = facts.lostPeer ?? {};
  const address = found?.address ?? publicAddress(peer);
  return !address || twin !== undefined ? undefined : register(facts, address, NOTE.moved);
};

/** What to do about a customer gateway that is not there, beside the call. */
export const adviseLostPeer = ({ lostPeer, connection }: TunnelFacts): Evidence => {
  if (lostPeer?.twin !== undefined) return evidenceOf(ADVICE.twin, { twin: lostPeer.twin });
  return lostPeer?.found
    ? evidenceOf(ADVICE.elsewhere)
    : evidenceOf(ADVICE.ask, { id: connection.CustomerGatewayId ?? '?' });
};
