import type { LocalizedText } from '../text/message.ts';

// What a plan says of tags, resource groups and the certificates of gateways.

export const markMessages = {
  tags: { en: 'the tags', zh: '标签' },
  associations: { en: 'the certificates of the gateway', zh: '网关的证书' },
  thing: { en: 'the thing', zh: '该资源' },
  tagRights: {
    en: 'Where rights or bills go by tags, who may use these things, or who pays, may change with them.',
    zh: '若权限或账单按标签划分，则可使用者或付费方可能随之改变。',
  },
  groupRights: {
    en: 'Who may manage it goes by its group: this key may lose it with the move, and could then not move it back.',
    zh: '谁能管理它取决于资源组：移动后此密钥可能失去权限，从而无法移回。',
  },
  groupTakes: { en: 'What hangs on it moves too: {names}.', zh: '其上的资源一并移动：{names}。' },
  groupUnknown: {
    en: 'Its present group is not known, so that no call can be named that moves it back.',
    zh: '不知道当前资源组，因此无法给出移回的调用。',
  },
  notNational: {
    en: 'Gateway {id} is of type {type}: only a NationalStandard gateway has certificates of its own.',
    zh: '网关 {id} 的类型为 {type}：只有国密型（NationalStandard）网关才有自己的证书。',
  },
  tunnelsAuthenticate: {
    en: 'Tunnels on it that know themselves by certificates may drop and negotiate anew: {names}.',
    zh: '其上使用证书认证的隧道可能断开并重新协商：{names}。',
  },
  otherCertificate: {
    en: 'It has {certificate} as its {type} certificate now: whether that is replaced or the call is refused is not documented.',
    zh: '它当前的 {type} 证书为 {certificate}：会被替换还是调用被拒绝，没有文档说明。',
  },
  notAssociated: {
    en: 'Gateway {id} does not have {certificate} as its {type} certificate: the cloud would refuse the call.',
    zh: '网关 {id} 没有以 {certificate} 作为 {type} 证书：云端会拒绝此调用。',
  },
  routesEnter: {
    en: 'Routes that BGP brings enter the route tables of the VPC by themselves, now and later: traffic may move to this gateway.',
    zh: 'BGP 学到的路由会自动写入 VPC 路由表（现在及以后）：流量可能转向此网关。',
  },
  routesLeave: {
    en: 'Routes that BGP brought leave the route tables of the VPC: traffic for them no longer comes to this gateway.',
    zh: 'BGP 学到的路由会从 VPC 路由表中移除：相应流量不再进入此网关。',
  },
  sessionsDrop: {
    en: 'BGP sessions with this peer end until it has the same key, and the routes they brought with them: {names}.',
    zh: '与该对端的 BGP 会话会中断，直到对端使用相同的密钥，其学到的路由也随之消失：{names}。',
  },
  loginAnew: {
    en: 'How users log in changes: all of them drop and log in anew, with the second factor where it is on (certificates: {count}).',
    zh: '用户登录方式改变：所有用户会断开并重新登录，启用双因子时还需第二因子（证书：{count} 张）。',
  },
  noneSeen: { en: 'no connection with BGP is seen to use it', zh: '未见使用它的 BGP 连接' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
