import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { program, surroundings } from './agent.ts';

/** What a host that shows pages beside results says of itself. */
export const UI_CAPABILITY = {
  extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } },
};

const readAll = async (): Promise<ReadonlyMap<string, string>> => {
  const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities: UI_CAPABILITY });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program],
      env: { ...surroundings },
      stderr: 'ignore',
    }),
  );
  const pages = new Map<string, string>();
  for (const name of ['map', 'tunnel', 'plan']) {
    const { contents } = await client.readResource({ uri: `ui://vpn-gateway-mcp/${name}.html` });
    const [first] = contents;
    if (first && 'text' in first) pages.set(name, first.text);
  }
  await client.close();
  return pages;
};

let pages: ReturnType<typeof readAll> | undefined;

/** The HTML of a view as the built program gives it; read once. */
export const viewPage = async (name: 'map' | 'tunnel' | 'plan'): Promise<string> => {
  pages ??= readAll();
  const page = (await pages).get(name);
  if (page === undefined) throw new Error(`the program has no page ${name}`);
  return page;
};
