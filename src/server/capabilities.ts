import type { ClientCapabilities, Implementation, Server, ServerContext } from '@modelcontextprotocol/server';
import { CLIENT_CAPABILITIES_META_KEY, CLIENT_INFO_META_KEY } from '@modelcontextprotocol/server';
import { UI_EXTENSION, VIEW_MIME_TYPE } from '../resources/views.ts';

/** What every request of the 2026 era carries about its sender. The SDK refuses a malformed one before it gets here. */
interface Envelope {
  readonly [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities;
  readonly [CLIENT_INFO_META_KEY]?: Implementation;
}

const envelopeOf = (ctx: ServerContext): Envelope | undefined => ctx.mcpReq.envelope as Envelope | undefined;

/** The client's name and version: from the request itself in the 2026 era, from the handshake before. */
export const clientOf = (server: Server, ctx: ServerContext): Implementation | undefined =>
  envelopeOf(ctx)?.[CLIENT_INFO_META_KEY] ?? server.getClientVersion();

/** What the client says that it can do, from the same two places. */
export const capabilitiesOf = (server: Server, ctx: ServerContext): ClientCapabilities | undefined => {
  const envelope = envelopeOf(ctx);
  return envelope ? envelope[CLIENT_CAPABILITIES_META_KEY] : server.getClientCapabilities();
};

/** Whether the client shows pages of ours beside results. One that names no types of pages is taken at its word. */
export const showsViews = (capabilities: ClientCapabilities | undefined): boolean => {
  const { extensions }: { readonly extensions?: unknown } = Object(capabilities);
  const declared: unknown = Object(extensions)[UI_EXTENSION];
  if (typeof declared !== 'object' || declared === null) return false;
  const { mimeTypes }: { readonly mimeTypes?: unknown } = declared;
  return mimeTypes === undefined || (Array.isArray(mimeTypes) && mimeTypes.includes(VIEW_MIME_TYPE));
};
