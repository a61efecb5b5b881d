import { createHmac } from 'node:crypto';
import { format, type Language } from '../catalogue/message.ts';
import type { ApprovalNotice } from '../catalogue/risk.ts';
import { noticeText } from './messages.ts';

// Each service has markup of its own, by which a name in a plan could call people up or lead them elsewhere. Where a service
// knows a form without markup, that form is taken.

/** Services whose form of message is known. */
export type WebhookFormat = 'generic' | 'dingtalk' | 'feishu' | 'slack';

/** A request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly body: string;
}

/** What a message is made with. */
export interface Writing {
  readonly language: Language;
  /** The key with which robots of DingTalk and Feishu check who sends. */
  readonly secret?: string | undefined;
  readonly nowMs: number;
}

/** Slack takes 3,000 characters in a block; on the page stands everything. */
const LONGEST_PLAN = 2_000;

const cut = (plan: string, language: Language): string => {
  const letters = [...plan];
  return letters.length <= LONGEST_PLAN
    ? plan
    : `${letters.slice(0, LONGEST_PLAN).join('')}${noticeText.cut[language]}`;
};

const timeOf = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

interface Words {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: string;
}

const wordsOf = ({ risk, plan, asker, expiresAtMs }: ApprovalNotice, language: Language): Words => ({
  title: noticeText[risk][language],
  lines: [
    cut(plan, language),
    format(noticeText.asker, language, { asker }),
    format(noticeText.until, language, { time: timeOf(expiresAtMs) }),
  ],
  link: noticeText.open[language],
});

/** `<`, `>` and `&` are all that Slack gives a meaning to; a plain block has none, its notification has. */
const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const slack = ({ title, lines, link }: Words, { url }: ApprovalNotice): object => ({
  text: escapeSlack(title),
  unfurl_links: false,
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
    { type: 'section', text: { type: 'plain_text', text: lines.join('\n'), emoji: false } },
    { type: 'section', text: { type: 'mrkdwn', text: `<${escapeSlack(url)}|${escapeSlack(link)}>`, verbatim: true } },
  ],
});

/** DingTalk’s form of text has no markup, and mentions only whom the field `at` names. */
const dingTalk = ({ title, lines, link }: Words, { url }: ApprovalNotice): object => ({
  msgtype: 'text',
  text: { content: [title, ...lines, `${link}: ${url}`].join('\n') },
  at: { atMobiles: [], atUserIds: [], isAtAll: false },
});

/** Feishu reads `<at …>` in a text: the mark that begins it becomes one of the same look. */
const plainFeishu = (text: string): string => text.replaceAll('<', '\uff1c');

const feishu = ({ title, lines, link }: Words, { url }: ApprovalNotice, language: Language): object => {
  const text = (line: string) => [{ tag: 'text', text: plainFeishu(line) }];
  const content = [...lines.map(text), [{ tag: 'a', text: link, href: url }]];
  return { msg_type: 'post', content: { post: { [language === 'zh' ? 'zh_cn' : 'en_us']: { title, content } } } };
};

const generic = (words: Words, { url, plan, asker, risk, expiresAtMs }: ApprovalNotice): object => ({
  event: 'approval_required',
  title: words.title,
  plan,
  asker,
  risk,
  url,
  expires: new Date(expiresAtMs).toISOString(),
});

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

const signDingTalk = (url: string, { secret, nowMs }: Writing): string => {
  if (secret === undefined) return url;
  const signed = new URL(url);
  signed.searchParams.set('timestamp', String(nowMs));
  signed.searchParams.set('sign', hmac(secret, `${nowMs}\n${secret}`));
  return signed.href;
};

/** Feishu’s own way: time and key together are the key, and nothing is signed with it. */
const signFeishu = ({ secret, nowMs }: Writing): object => {
  const timestamp = String(Math.floor(nowMs / 1000));
  return secret === undefined ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') };
};

/** The message about a question, for the service behind this address. */
export const writeMessage = (kind: WebhookFormat, url: string, notice: ApprovalNotice, writing: Writing): Outgoing => {
  const { language } = writing;
  const words = wordsOf(notice, language);
  if (kind === 'slack') return { url, body: JSON.stringify(slack(words, notice)) };
  if (kind === 'dingtalk') return { url: signDingTalk(url, writing), body: JSON.stringify(dingTalk(words, notice)) };
  if (kind === 'feishu')
    return { url, body: JSON.stringify({ ...signFeishu(writing), ...feishu(words, notice, language) }) };
  return { url, body: JSON.stringify(generic(words, notice)) };
};
