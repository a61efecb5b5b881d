import type { Server } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { isPlainWord } from '../catalogue/nearest.ts';
import { promptList, writePrompt } from '../prompts/index.ts';

type Given = Readonly<Record<string, string>>;

/**
 * Offers the prompts: nothing of the cloud is touched by listing or writing one. `mask` masks the keys in what a person pasted,
 * before it is cut or quoted, so that no model reads them.
 */
export const servePrompts = (server: Server, mask: (given: Given) => Promise<Given>): void => {
  server.setRequestHandler('prompts/list', () => ({ prompts: promptList.map((prompt) => ({ ...prompt })) }));
  server.setRequestHandler('prompts/get', async ({ params: { name, arguments: given = {} } }) => {
    const written = writePrompt(name, Object.keys(given).length > 0 ? await mask(given) : given);
    if (!written || 'wrong' in written) {
      const why =
        written?.wrong ??
        `no prompt ${isPlainWord(name) ? name : 'of that name'}; known ones: ${promptList.map((one) => one.name).join(', ')}`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, why);
    }
    const { text, description } = written;
    return { description, messages: [{ role: 'user', content: { type: 'text', text } }] };
  });
};
