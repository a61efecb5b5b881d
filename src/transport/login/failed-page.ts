import type { Language, LocalizedText } from '../../catalogue/message.ts';
import { framed } from '../../web/frame.ts';
import { html, nothing } from '../../web/html.ts';

/** Why nobody is logged in. */
export type Failed = 'stale' | 'refused' | 'noScope' | 'unreachable' | 'often';

export const failedText = {
  kind: { en: 'Login', zh: '登录' },
  head: { en: 'You are not logged in', zh: '未能登录' },
  stale: {
    en: 'This login was not begun in this browser, or longer than fifteen minutes ago. Go back to the page that you came from and begin anew.',
    zh: '此次登录不是在本浏览器中开始的，或已超过十五分钟。请返回之前的页面重新登录。',
  },
  refused: {
    en: 'The authorization server gave no token that counts here: you may lack the scope vpn:approve. Ask the operator of this server.',
    zh: '授权服务器未签发可用的令牌：您可能没有 vpn:approve 权限。请联系本服务器的运维人员。',
  },
  noScope: {
    en: 'You have logged in, but without the scope vpn:approve, which approving and taking secrets needs. Nothing was approved. Ask whoever runs the authorization server for the scope, then log in again.',
    zh: '您已登录，但没有 vpn:approve 权限，批准操作和取走机密都需要它。未批准任何操作。请向授权服务器的管理员申请该权限后重新登录。',
  },
  unreachable: {
    en: 'The authorization server cannot be reached now, or did not take the answer. Go back to the page that you came from and try again.',
    zh: '目前无法连接授权服务器，或它未接受应答。请返回之前的页面重试。',
  },
  often: {
    en: 'Too many logins were begun from your address in the last minute. Wait a minute, then go back to the page that you came from.',
    zh: '最近一分钟内从您的地址开始的登录过多。请等待一分钟，再返回之前的页面。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** What a person reads who comes back without having logged in. Nothing of the answer is repeated. */
export const failedPage = (why: Failed, language: Language, nonce: string): string =>
  framed(
    {
      language,
      nonce,
      title: failedText.head[language],
      kind: failedText.kind[language],
      tone: 'plain',
      nav: nothing,
    },
    html`<div class="card end"><div class="head"><h1>${failedText.head[language]}</h1><p>${failedText[why][language]}</p></div></div>`,
  );
