import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError, Server } from '@modelcontextprotocol/server';
import { connectHttp, type HttpConnection, type HttpOptions } from '../../../src/transport/http/http.ts';
import { createMetrics } from '../../../src/transport/http/metrics.ts';
import { asking, nextQuestion, states } from './questions.ts';
import { contentsOf, partsOf, prompts, resources, templates } from './samples.ts';
import { answers, tools } from './tools.ts';

// A server that offers what the official conformance suite calls, behind the HTTP transport of the product: what fails here
// is a fault of the transport.

const unknown = (what: string, name: string): never => {
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, `no ${what} ${name}`);
};

const serveTools = (server: Server): void => {
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', async ({ params: { name, arguments: given = {} } }, ctx) => {
    const answer = answers[name];
    if (answer) return answer(ctx);
    if (!asking[name]) return unknown('tool', name);
    const question = await nextQuestion(name, given, ctx);
    const heard = JSON.stringify(ctx.mcpReq.inputResponses);
    return question ?? { content: [{ type: 'text', text: `state-ok: ${heard}` }] };
  });
};

const servePrompts = (server: Server): void => {
  server.setRequestHandler('prompts/list', () => ({ prompts }));
  server.setRequestHandler('prompts/get', async ({ params: { name, arguments: given = {} } }, ctx) => {
    const question = await nextQuestion(name, given, ctx);
    if (question) return question;
    const parts = partsOf(name, given) ?? unknown('prompt', name);
    return { messages: parts.map((content) => ({ role: 'user' as const, content })) };
  });
  server.setRequestHandler('completion/complete', ({ params: { argument } }) => {
    const values = ['paris', 'park', 'party'].filter((word) => word.startsWith(argument.value));
    return { completion: { values, total: values.length, hasMore: false } };
  });
};

const serveResources = (server: Server): void => {
  server.setRequestHandler('resources/list', () => ({ resources }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: templates }));
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    const contents = contentsOf(uri);
    if (!contents) throw new ResourceNotFoundError(uri);
    return { contents: [contents] };
  });
  server.setRequestHandler('resources/subscribe', () => ({}));
  server.setRequestHandler('resources/unsubscribe', () => ({}));
};

const createFixture = (): Server => {
  const capabilities = { tools: {}, prompts: {}, resources: { subscribe: true }, completions: {}, logging: {} };
  const server = new Server(
    { name: 'conformance-fixture', version: '1.0.0' },
    { capabilities, requestState: { verify: states.verify } },
  );
  serveTools(server);
  servePrompts(server);
  serveResources(server);
  return server;
};

/** Serves the fixture on a free port of loopback. */
export const startFixture = (
  given: Partial<Pick<HttpOptions, 'frontPage' | 'createServer' | 'onfault'>> = {},
): Promise<HttpConnection> =>
  connectHttp({
    address: { host: '127.0.0.1', port: 0 },
    publicUrl: undefined,
    allowedHosts: [],
    drainMs: 0,
    limits: { perMinute: 100_000, atOnce: 100 },
    approvalPages: () => undefined,
    frontPage: (_request, response) => response.end(),
    within: (_headers, _message, work) => work(),
    metrics: createMetrics(),
    whyNotReady: () => undefined,
    scopeOfTool: () => undefined,
    createServer: createFixture,
    onListen: () => {},
    onUnlisten: () => {},
    onerror: () => {},
    onfault: () => {},
    ...given,
  });
