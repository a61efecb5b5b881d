import type { LocalizedText } from '../catalogue/message.ts';

/** What a message to approvers says besides the plan. */
export const noticeText = {
  disrupt: { en: 'A change of the VPN waits for your approval', zh: '有一项 VPN 变更等待您批准' },
  destroy: { en: 'A delete in the VPN waits for your approval', zh: '有一项 VPN 删除操作等待您批准' },
  asker: { en: 'Asked by: {asker}', zh: '请求方：{asker}' },
  until: { en: 'Open until {time} (UTC)', zh: '有效期至 {time}（UTC）' },
  open: { en: 'Open the approval page', zh: '打开批准页面' },
  cut: { en: '… The page has the whole of it.', zh: '……完整内容见批准页面。' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
