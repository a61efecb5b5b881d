import type { LocalizedText } from '../text/message.ts';

/** Why a person is asked, or is not. */
export const askTexts = {
  // Whether a person is asked.
  asksTraffic: { en: 'it may stop or move traffic', zh: '可能中断或改变流量' },
  asksDelete: { en: 'it deletes', zh: '会删除资源' },
  asksBilled: { en: 'it is billed', zh: '会产生费用' },
  asksRole: { en: 'later calls act under another identity', zh: '之后的调用将以另一身份进行' },
  asksWithSteps: { en: 'one yes is asked for all steps', zh: '所有步骤一并征求一次同意' },
  asksToken: { en: 'a token is enough here (--confirm token)', zh: '此处凭令牌即可（--confirm token）' },
  asksNot: { en: 'it stops and moves nothing', zh: '不会中断或改变任何流量' },
  asksUnchanged: { en: 'it is so already', zh: '现状已是如此' },
  asksRefused: { en: 'Foreseen says why', zh: '原因见预计情况' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
