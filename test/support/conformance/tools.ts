import { setTimeout as wait } from 'node:timers/promises';
import type { CallToolResult, ServerContext, Tool } from '@modelcontextprotocol/server';
import { asking } from './questions.ts';
import { ASKING_PROMPT, PIXEL, SILENCE } from './samples.ts';

// Tools that the official conformance suite calls. Their names and answers are the suite's.

const text = (content: string) => ({ type: 'text' as const, text: content });
const image = { type: 'image' as const, data: PIXEL, mimeType: 'image/png' };
const embedded = (uri: string, mimeType: string, content: string) => ({
  type: 'resource' as const,
  resource: { uri, mimeType, text: content },
});

const log = async ({ mcpReq }: ServerContext): Promise<void> => {
  for (const said of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await mcpReq.log('info', said);
    await wait(50);
  }
};

const report = async ({ mcpReq }: ServerContext): Promise<void> => {
  const token = mcpReq._meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    const params = { progressToken: token ?? '', progress, total: 100 };
    if (token !== undefined) await mcpReq.notify({ method: 'notifications/progress', params });
    await wait(50);
  }
};

type Answer = (ctx: ServerContext) => CallToolResult | Promise<CallToolResult>;

/** By name. */
export const answers: Readonly<Record<string, Answer>> = {
  test_simple_text: () => ({ content: [text('This is a simple text response for testing.')] }),
  test_image_content: () => ({ content: [image] }),
  test_audio_content: () => ({ content: [{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }] }),
  test_embedded_resource: () => ({
    content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  }),
  test_multiple_content_types: () => ({
    content: [
      text('Multiple content types test:'),
      image,
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  }),
  test_error_handling: () => ({
    isError: true,
    content: [text('This tool intentionally returns an error for testing')],
  }),
  test_tool_with_logging: async (ctx) => {
    await log(ctx);
    return { content: [text('Logged three times.')] };
  },
  test_logging_tool: async (ctx) => {
    await log(ctx);
    return { content: [text('Logged for whom wanted it.')] };
  },
  test_tool_with_progress: async (ctx) => {
    await report(ctx);
    return { content: [text('Reported three times.')] };
  },
  json_schema_2020_12_tool: () => ({ content: [text('Taken.')] }),
};

/** Keywords that a server has to hand on as they are. */
const rich = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object' as const,
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  ...{
    if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['phone'] },
  },
  else: { required: ['email'] },
  additionalProperties: false,
};

const withWord = (name: string) => ({
  type: 'object' as const,
  properties: { [name]: { type: 'string' } },
  required: [name],
});

const SCHEMAS: Readonly<Record<string, Tool['inputSchema']>> = {
  test_sampling: withWord('prompt'),
  test_elicitation: withWord('message'),
  json_schema_2020_12_tool: rich,
};

/** The list of all of them. */
export const tools: Tool[] = [...Object.keys(answers), ...Object.keys(asking)]
  .filter((name) => name !== ASKING_PROMPT)
  .map((name) => ({
    name,
    description: `For the conformance suite: ${name}.`,
    inputSchema: SCHEMAS[name] ?? { type: 'object', properties: {} },
  }));
