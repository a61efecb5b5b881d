import type { Risk } from '../catalogue/action.ts';

/** The protocol's extension for pages that a client shows beside a result (MCP Apps), and the type of such a page. */
export const UI_EXTENSION = 'io.modelcontextprotocol/ui';
export const VIEW_MIME_TYPE = 'text/html;profile=mcp-app';

/** A page that draws the result of some tools; its HTML is made by the build. */
export interface View {
  readonly name: 'map' | 'tunnel' | 'plan';
  readonly title: string;
  readonly description: string;
}

export const views: readonly View[] = [
  { name: 'map', title: 'Map', description: 'What MapTopology found, as a map: health in colour and shape.' },
  { name: 'tunnel', title: 'Tunnel', description: 'What DiagnoseTunnel found: verdict, both ends, evidence, fix.' },
  { name: 'plan', title: 'Plan', description: 'What a change would do, and the way to the page where it is approved.' },
];

export const viewUri = (name: View['name']): string => `ui://vpn-gateway-mcp/${name}.html`;

const viewForm = /^ui:\/\/vpn-gateway-mcp\/([a-z]+)\.html$/;

/** The view of a URI; undefined for any other address. */
export const viewAt = (uri: string): View | undefined => views.find(({ name }) => name === viewForm.exec(uri)?.[1]);

/** What hosts are asked for: no address to load anything from, and a frame of their own around it. */
const uiOf = { csp: {}, prefersBorder: true };

/** The views as `resources/list` shows them. */
export const viewList = views.map(({ name, title, description }) => ({
  uri: viewUri(name),
  name,
  title,
  description,
  mimeType: VIEW_MIME_TYPE,
  _meta: { ui: uiOf },
}));

/** One page as `resources/read` gives it. */
export const viewContent = (uri: string, text: string) => ({
  uri,
  mimeType: VIEW_MIME_TYPE,
  text,
  _meta: { ui: uiOf },
});

/** Harmless by themselves, and may yet draw traffic: live state decides whether a person is asked. */
const MAY_ASK: ReadonlySet<string> = new Set(['CreateSslVpnServer', 'CopyConnection']);

const viewOf = (tool: string, risk: Risk): View['name'] | undefined => {
  if (tool === 'MapTopology') return 'map';
  if (tool === 'DiagnoseTunnel') return 'tunnel';
  const mayAsk = risk === 'disrupt' || risk === 'destroy' || MAY_ASK.has(tool);
  return tool === 'PlanChange' || mayAsk ? 'plan' : undefined;
};

/** Which page a client shows for a tool: under the name of the extension, and under its older one. */
export const viewMeta = (tool: string, risk: Risk) => {
  const name = viewOf(tool, risk);
  if (name === undefined) return undefined;
  const resourceUri = viewUri(name);
  return { ui: { resourceUri }, 'ui/resourceUri': resourceUri };
};
