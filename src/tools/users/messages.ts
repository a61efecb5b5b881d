import type { LocalizedText } from '../../catalogue/message.ts';

/** What a person reads of changes to who may dial in, before the plans of the steps. */
export const userTexts = {
  unseen: {
    en: 'NOT COMPLETE: {what} could not be read, so there may be more certificates of the same person.',
    zh: '不完整：无法读取 {what}，因此同一人可能还有其他证书。',
  },
  noOutcome: {
    en: 'NOT KNOWN: whether an earlier try has deleted {names}. That is found out before anything is sent.',
    zh: '未知：先前的尝试是否已删除 {names}。发送任何请求之前会先查明。',
  },
  perhaps: {
    en: 'NOT INCLUDED, and perhaps of the same person by their names: {names}. Whoever keeps one can still dial in.',
    zh: '未包括但按名称可能属于同一人：{names}。保留其中任何一张的人仍可拨入。',
  },
  revokes: {
    en: 'Revokes {count} client certificates for good, all in one go: {names}. Whoever has their files cannot dial in any more.',
    zh: '一次性永久吊销 {count} 张客户端证书：{names}。持有其文件的人将无法再拨入。',
  },
  drops: {
    en: 'ALL clients of {server} drop with each of them and have to connect again: {count} now. Tell them before.',
    zh: '每删除一张，{server} 的所有客户端都会断开并需重新连接：目前 {count} 个。请事先通知他们。',
  },
  dropsNamed: {
    en: 'ALL clients of {server} drop with each of them and have to connect again, {count} now: {names}. Tell them before.',
    zh: '每删除一张，{server} 的所有客户端都会断开并需重新连接，目前 {count} 个：{names}。请事先通知他们。',
  },
  dropsUncounted: {
    en: 'ALL clients of {server} drop with each of them and have to connect again; how many are connected is NOT KNOWN. Tell them before.',
    zh: '每删除一张，{server} 的所有客户端都会断开并需重新连接；当前连接数未知。请事先通知他们。',
  },
  noWayBack: {
    en: 'No way back: a certificate cannot be restored; who needs access again gets a new one.',
    zh: '不可恢复：证书无法还原；需要再次访问者须领取新证书。',
  },
  renewsOnPages: {
    en: 'Makes {count} new client certificates and keeps the profile of each on a page of this server for ten minutes, where a person who may approve takes it once: {names}. The old ones stay valid until they end or are deleted; nobody drops.',
    zh: '创建 {count} 张新的客户端证书，每张的配置在本服务器的页面上保留十分钟，由有批准权限的人取走，且只交付一次：{names}。旧证书在到期或删除前仍有效；无人断开。',
  },
  renews: {
    en: 'Makes {count} new client certificates and writes each with its profile to --secrets-dir: {names}. The old ones stay valid until they end or are deleted; nobody drops.',
    zh: '创建 {count} 张新的客户端证书，并将证书及配置写入 --secrets-dir：{names}。旧证书在到期或删除前仍有效；无人断开。',
  },
  quota: {
    en: 'There are {now} certificates, {after} with the new ones; the public cloud allows 50 by its documents, other platforms may differ. Beyond its limit the cloud refuses with Resource.QuotaFull.',
    zh: '现有 {now} 张证书，加上新证书共 {after} 张；公有云文档允许 50 张，其他平台可能不同。超出限额时云端以 Resource.QuotaFull 拒绝。',
  },
  deletesOld: {
    en: 'Deletes {count} old client certificates whose successors were seen in use: {names}.',
    zh: '删除 {count} 张旧客户端证书，其新证书已确认在使用：{names}。',
  },
  deletesUnproven: {
    en: 'NOT PROVEN: nobody was seen with the new certificates of {names}. Who has not put the new file in place is locked out.',
    zh: '未经证实：未见有人使用 {names} 的新证书。尚未换用新文件的人将被锁在外面。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
