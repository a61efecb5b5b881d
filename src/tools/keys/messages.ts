import type { LocalizedText } from '../../catalogue/message.ts';

/** What a person reads of a new key before the plan of its step. */
export const keyTexts = {
  unread: {
    en: 'NOT KNOWN: whether anything else carries the traffic of {name} meanwhile; the routes of its gateway could not be read ({why}).',
    zh: '未知：期间是否有其他路径承载 {name} 的流量；无法读取其网关的路由（{why}）。',
  },
  openTry: {
    en: 'NOT KNOWN: whether an earlier try of {time} has changed this key. The cloud does not show it, so a key made now takes the place of whatever is there; the file of that try is void then.',
    zh: '未知：{time} 的先前尝试是否已更改此密钥。云端不显示密钥，因此现在生成的密钥将取代现有的密钥；该次尝试的文件随之作废。',
  },
  masked: {
    en: 'NOT PROVABLE: the cloud does not show the key of {name} (a mask, or nothing). Reading back cannot show the new one; this server’s record and file can.',
    zh: '无法证实：云端不显示 {name} 的密钥（掩码或空白）。回读无法显示新密钥；只有本服务器的记录和文件可以。',
  },
  changedSince: {
    en: 'Somebody else has set another key for {name} since this server changed it at {time}.',
    zh: '本服务器于 {time} 更改密钥后，另有人为 {name} 设置了其他密钥。',
  },
  does: {
    en: 'A new pre-shared key for {name}: made here and seen by nobody, written to a file in --secrets-dir for the people at the peer {peer}, then set in the cloud. The tunnel is down from then on until the peer has the same key; no two keys are valid at once.',
    zh: '为 {name} 生成新的预共享密钥：在本机生成且无人可见，写入 --secrets-dir 中的文件供对端 {peer} 人员使用，随后在云端设置。此后隧道中断，直至对端换上同一密钥；两个密钥不会同时有效。',
  },
  doesOnPage: {
    en: 'A new pre-shared key for {name}: made here and seen by nobody, set in the cloud, and kept on a page of this server for ten minutes, where a person who may approve takes it once for the people at the peer {peer}. Have that person ready. The tunnel is down from then on until the peer has the same key; no two keys are valid at once.',
    zh: '为 {name} 生成新的预共享密钥：在本机生成且无人可见，在云端设置，并在本服务器的页面上保留十分钟，由有批准权限的人为对端 {peer} 人员取走，且只交付一次。请先安排好此人。此后隧道中断，直至对端换上同一密钥；两个密钥不会同时有效。',
  },
  later: {
    en: 'EffectImmediately is off: the tunnel may go on with the old key until it negotiates again, at the latest after its IKE lifetime, and that it is up proves nothing of the new key.',
    zh: 'EffectImmediately 未开启：隧道可能继续使用旧密钥，直到重新协商（最迟在 IKE 生命周期结束后）；隧道在线并不证明新密钥已生效。',
  },
  downNow: {
    en: 'Its status is {status} now: nothing goes through it that could stop.',
    zh: '其当前状态为 {status}：没有可中断的流量。',
  },
  alone: {
    en: 'CUT OFF: no other tunnel has a route to {dests}; that stops until the peer has the new key. Have the peer ready before this is approved.',
    zh: '中断：没有其他隧道拥有到 {dests} 的路由；在对端换上新密钥之前流量中断。批准前请先让对端做好准备。',
  },
  moveFirst: {
    en: '{dests} goes through {name} now, and {others} is up and stands by. Better refuse this, move the traffic first with SwitchRoutes, and repeat the call; else it stops until the standby takes over by itself, which its health check decides.',
    zh: '{dests} 目前经由 {name}，而 {others} 在线待命。建议先拒绝，用 SwitchRoutes 迁移流量后再重复此调用；否则流量将中断，直到备用隧道自动接管（由健康检查决定）。',
  },
  standsBy: {
    en: '{dests} goes through {others} now, not through {name}: no traffic moves.',
    zh: '{dests} 目前经由 {others}，而不经由 {name}：流量不会移动。',
  },
  back: {
    en: 'The way back: whoever has the old key sets it again at both ends; this server cannot give it out.',
    zh: '回退方式：由持有旧密钥的人在两端重新设置；本服务器无法给出旧密钥。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
