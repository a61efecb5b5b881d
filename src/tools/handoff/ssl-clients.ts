import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { SslEndpoint } from './ssl-endpoint.ts';

const texts = {
  proven: {
    en: 'proven: files of this form connected and carried traffic (UDP and TCP, every cipher, compression on and off)',
    zh: '已验证：此形式的文件成功连接并传输流量（UDP 与 TCP、所有加密算法、压缩开与关）',
  },
  documented: { en: 'by its documentation only, not tried', zh: '仅依据其文档，未实测' },
  noNone: {
    en: 'by its documentation it knows AES and ChaCha20 only: a server without cipher is not expected to work, not tried',
    zh: '据其文档仅支持 AES 与 ChaCha20：无加密的服务端预计无法使用，未实测',
  },
} satisfies Record<string, LocalizedText>;

/** Which programs the file is for, and how that is known. */
export const clientsFor = ({ cipher }: SslEndpoint, language: Language) =>
  (
    [
      ['OpenVPN 2.6', texts.proven],
      ['OpenVPN 2.5', texts.documented],
      ['OpenVPN 2.4', texts.documented],
      ['OpenVPN Connect 3', cipher === 'none' ? texts.noNone : texts.documented],
    ] as const
  ).map(([Client, basis]) => ({ Client, Basis: format(basis, language) }));
