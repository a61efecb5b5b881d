import type { Server } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { promptList, writePrompt } from './prompts/index.ts';

/** Offers the prompts: nothing of the cloud is touched by listing or writing one. */
export const servePrompts = (server: Server): void => {
  server.setRequestHandler('prompts/list', () => ({ prompts: promptList.map((prompt) => ({ ...prompt })) }));
  server.setRequestHandler('prompts/get', ({ params }) => {
    const { name, arguments: given = {} } = params;
    const written = writePrompt(name, given);
    if (!written || 'wrong' in written) {
      const why =
        written?.wrong ?? `no prompt ${name.slice(0, 64)}; known ones: ${promptList.map((one) => one.name).join(', ')}`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, why);
    }
    const { text, description } = written;
    return { description, messages: [{ role: 'user', content: { type: 'text', text } }] };
  });
};
