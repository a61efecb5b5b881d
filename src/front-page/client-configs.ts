import type { LocalizedText } from '../catalogue/message.ts';
import type { ServerFacts } from './facts.ts';
import { frontText } from './messages.ts';

/** What a person pastes into one client, and where. */
export interface ClientConfig {
  readonly client: string;
  readonly where: LocalizedText;
  readonly text: string;
}

/** Stands where a person puts their own. */
export const TOKEN_PLACE = 'YOUR_TOKEN';

const NAME = 'vpn-gateway';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const isLocal = (url: string): boolean => ['localhost', '127.0.0.1'].includes(new URL(url).hostname);

/** mcp-remote speaks plain HTTP with this machine alone unless it is told. */
const bridge = (url: string, hasToken: boolean): object => ({
  command: 'npx',
  args: [
    '-y',
    'mcp-remote',
    url,
    ...(url.startsWith('http:') && !isLocal(url) ? ['--allow-http'] : []),
    // A blank inside an argument is lost on the way to npx on Windows: it stands in the variable.
    ...(hasToken ? ['--header', `Authorization:\${AUTH_HEADER}`] : []),
  ],
  ...(hasToken && { env: { AUTH_HEADER: `Bearer ${TOKEN_PLACE}` } }),
});

const vsCode = (url: string, hasToken: boolean): object => ({
  ...(hasToken && {
    inputs: [
      { type: 'promptString', id: 'vpn-gateway-token', description: 'VPN Gateway access token', password: true },
    ],
  }),
  servers: {
    [NAME]: {
      type: 'http',
      url,
      ...(hasToken && { headers: { Authorization: `Bearer \${input:vpn-gateway-token}` } }),
    },
  },
});

const cursor = (url: string, hasToken: boolean): object => ({
  mcpServers: {
    [NAME]: { url, ...(hasToken && { headers: { Authorization: `Bearer \${env:VPN_GATEWAY_TOKEN}` } }) },
  },
});

/** Where clients log in at the authorization server by themselves, they are given no token. */
export const needsToken = ({ callers }: Pick<ServerFacts, 'callers'>): boolean => callers.startsWith('tokens');

/** Configurations of clients for the endpoint at this address. */
export const clientConfigs = (url: string, facts: Pick<ServerFacts, 'callers'>): readonly ClientConfig[] => {
  const hasToken = needsToken(facts);
  const header = hasToken ? ` \\\n  --header "Authorization: Bearer ${TOKEN_PLACE}"` : '';
  return [
    {
      client: 'Claude Code',
      where: frontText.inTerminal,
      text: `claude mcp add --transport http ${NAME} ${url}${header}`,
    },
    {
      client: 'Claude Desktop',
      where: facts.callers.endsWith('oauth') ? frontText.inDesktopOrConnector : frontText.inDesktop,
      text: json({ mcpServers: { [NAME]: bridge(url, hasToken) } }),
    },
    {
      client: 'VS Code',
      where: hasToken ? frontText.inVsCodeAsks : frontText.inVsCode,
      text: json(vsCode(url, hasToken)),
    },
    {
      client: 'Cursor',
      where: hasToken ? frontText.inCursorVariable : frontText.inCursor,
      text: json(cursor(url, hasToken)),
    },
  ];
};
