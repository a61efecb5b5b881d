import type { LocalizedText } from '../catalogue/message.ts';

/** What stands on the page at `/`. */
export const frontText = {
  kind: { en: 'Server', zh: '服务器' },
  title: { en: 'VPN gateways for your assistant', zh: '让助手管理 VPN 网关' },
  intro: {
    en: 'This is a Model Context Protocol server. Connect your assistant or editor to it, and ask in plain words about VPN gateways, IPsec connections, SSL-VPN and routes.',
    zh: '这是一台 Model Context Protocol 服务器。将您的助手或编辑器连接到它，即可用自然语言查询和管理 VPN 网关、IPsec 连接、SSL-VPN 和路由。',
  },
  ready: { en: 'Ready', zh: '就绪' },
  notReady: { en: 'Not ready: {why}', zh: '未就绪：{why}' },
  about: { en: 'This server', zh: '本服务器' },
  version: { en: 'Version', zh: '版本' },
  state: { en: 'State', zh: '状态' },
  cloud: { en: 'Cloud', zh: '云平台' },
  public: { en: 'Alibaba Cloud', zh: '阿里云' },
  stack: { en: 'Apsara Stack', zh: '专有云 Apsara Stack' },
  simulated: { en: '{cloud}, simulated: nothing here is real', zh: '{cloud}（模拟）：此处没有任何真实资源' },
  mode: { en: 'Access', zh: '访问方式' },
  readOnly: { en: 'Read-only: nothing can be changed through it', zh: '只读：无法通过它进行任何更改' },
  byPerson: {
    en: 'Reads and changes; what stops traffic, deletes or costs money waits for a person’s yes',
    zh: '可读取和更改；会中断流量、删除资源或产生费用的操作须由人批准',
  },
  byOther: {
    en: 'Reads and changes; what stops traffic, deletes or costs money waits for the yes of another person than the caller',
    zh: '可读取和更改；会中断流量、删除资源或产生费用的操作须由调用者以外的人批准',
  },
  byToken: {
    en: 'Reads and changes; approvals by token, no person is asked',
    zh: '可读取和更改；通过令牌批准，不询问任何人',
  },
  toolsets: { en: 'Tools', zh: '工具' },
  toolCount: { en: '{count} tools: {toolsets}', zh: '{count} 个工具：{toolsets}' },
  endpoint: { en: 'Endpoint', zh: '端点' },
  callers: { en: 'Callers', zh: '调用者' },
  'anybody here': { en: 'Whoever reaches this address', zh: '可访问此地址的任何人' },
  tokens: { en: 'Holders of an access token; the operator gives it out', zh: '访问令牌持有者；令牌由运维人员发放' },
  oauth: { en: 'Whoever logs in; the client opens the page for it', zh: '登录者；客户端会打开登录页面' },
  'tokens or oauth': {
    en: 'Holders of an access token of the operator, or whoever logs in',
    zh: '持有运维人员所发访问令牌者，或登录者',
  },
  connect: { en: 'Connect a client', zh: '连接客户端' },
  placeholder: {
    en: 'Put your own token where YOUR_TOKEN stands. It is yours alone: never paste it into a chat.',
    zh: '请将 YOUR_TOKEN 替换为您本人的令牌。令牌仅供您本人使用，切勿粘贴到对话中。',
  },
  orLogIn: {
    en: 'Where your client can log in by itself, leave the token out.',
    zh: '若您的客户端支持自行登录，请省略令牌部分。',
  },
  inTerminal: { en: 'In a terminal', zh: '在终端中' },
  inDesktop: {
    en: 'In claude_desktop_config.json (Settings, Developer, Edit Config); needs Node.js',
    zh: '写入 claude_desktop_config.json（设置 → 开发者 → 编辑配置）；需要 Node.js',
  },
  inDesktopOrConnector: {
    en: 'In claude_desktop_config.json (Settings, Developer, Edit Config); needs Node.js. Where this server can be reached from the internet: Settings, Connectors, Add custom connector, with the address of the endpoint',
    zh: '写入 claude_desktop_config.json（设置 → 开发者 → 编辑配置）；需要 Node.js。若本服务器可从互联网访问：设置 → 连接器 → 添加自定义连接器，填写端点地址',
  },
  inVsCode: { en: 'In .vscode/mcp.json', zh: '写入 .vscode/mcp.json' },
  inVsCodeAsks: {
    en: 'In .vscode/mcp.json; VS Code asks for the token when it connects',
    zh: '写入 .vscode/mcp.json；连接时 VS Code 会询问令牌',
  },
  inCursor: { en: 'In ~/.cursor/mcp.json', zh: '写入 ~/.cursor/mcp.json' },
  inCursorVariable: {
    en: 'In ~/.cursor/mcp.json, with the token in the variable VPN_GATEWAY_TOKEN of the environment that starts Cursor',
    zh: '写入 ~/.cursor/mcp.json，令牌放在启动 Cursor 的环境变量 VPN_GATEWAY_TOKEN 中',
  },
  selects: { en: 'One click selects a whole block.', zh: '单击即可选中整段内容。' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
