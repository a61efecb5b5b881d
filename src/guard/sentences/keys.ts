import type { LocalizedText } from '../text/message.ts';

/** Pre-shared keys and what of a connection’s settings is left to the cloud. */
export const keyTexts = {
  maskedKey: {
    en: 'The cloud shows the present pre-shared key only as a mask, and IkeConfig without a key might reset it. Give Psk too: the present key or a new one, best as a file.',
    zh: '云端只以掩码显示当前预共享密钥，而不带密钥的 IkeConfig 可能将其重置。请同时给出 Psk：当前密钥或新密钥，最好用文件。',
  },
  keyNotRead: {
    en: 'The present pre-shared key could not be read, and IkeConfig without a key might reset it. Give Psk too, or try again when {id} can be read.',
    zh: '无法读取当前预共享密钥，而不带密钥的 IkeConfig 可能将其重置。请同时给出 Psk，或在可以读取 {id} 时重试。',
  },
  partNotRead: {
    en: '{field} is given in part and the rest could not be read: what is left out might be reset. Give it whole, or try again when {id} can be read.',
    zh: '{field} 只给出了一部分，而其余无法读取：未给出的可能被重置。请完整给出，或在可以读取 {id} 时重试。',
  },
  guideDefault: {
    en: 'Left as the cloud has it: {fields} (nothing is filled in with a default).',
    zh: '保持云端现状：{fields}（不填入任何默认值）。',
  },
  cloudDefaults: {
    en: 'Not given, so by the guide the cloud takes {fields}: old algorithms, which the peer must match; better give both stronger ones.',
    zh: '未给出，因此由云端取其默认值，文档所列为 {fields}：均为旧算法。对端须与之一致；最好在两端都指定更强的算法。',
  },
  cloudKey: {
    en: 'Without a Psk the cloud makes a key of its own, which the peer needs; Psk with generate makes one here and keeps it in a file.',
    zh: '未给出 Psk 时由云端自行生成密钥，而对端需要它；用 Psk 的 generate 可在此生成并保存为文件。',
  },
  olderLocalId: {
    en: "LocalId {id} goes out under this name only, unless the server runs with --local-id-both: a site that knows just the older LocalIdIPsec may put the gateway's address in its place, which drops the tunnel.",
    zh: '除非服务以 --local-id-both 运行，LocalId {id} 只以此名称发送：只认识旧名 LocalIdIPsec 的站点可能改用网关地址，从而断开隧道。',
  },
  newerHash: {
    en: '{value}: many Apsara Stack sites take md5 and sha1 only; if refused, sha1 is the best.',
    zh: '许多专有云站点不支持 {value}，只接受 md5 和 sha1：若云端拒绝，sha1 是可用的最佳选择。',
  },
  newKey: { en: 'a new key, made here', zh: '新密钥，在此生成' },
  // With an article: behind the parameter's name a bare word would be taken for the key itself, and masked.
  keyMark: {
    en: 'the key with fingerprint {fingerprint}, {length} characters',
    zh: '密钥，指纹 {fingerprint}，{length} 个字符',
  },
  keyGiven: { en: 'the key of this call', zh: '本次调用的密钥' },
  keyMasked: { en: 'a key that the cloud masks', zh: '云端以掩码显示的密钥' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
