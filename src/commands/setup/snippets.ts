/** A program and its words, as a client starts it. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** How this very program is started again: full paths, for desktop programs often do not see the shell's PATH. */
export const commandOf = (node: string, program: string, profile: string): Command => {
  const args = ['--profile', profile];
  // What npx has unpacked is gone some day.
  return /[\\/]_npx[\\/]/.test(program)
    ? { command: 'npx', args: ['-y', 'vpn-gateway-mcp', ...args] }
    : { command: node, args: [program, ...args] };
};

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const servers = (command: Command) => json({ mcpServers: { 'vpn-gateway': command } });

/** The clients that are written for; where the text goes, and the text. */
export const clients: readonly {
  readonly name: string;
  readonly where: string;
  readonly text: (command: Command) => string;
}[] = [
  {
    name: 'Claude Code',
    where: 'Run in a shell',
    text: ({ command, args }) =>
      `claude mcp add --transport stdio vpn-gateway -- ${[command, ...args].map(quoted).join(' ')}`,
  },
  {
    name: 'Claude Desktop',
    where: 'Settings → Developer → Edit config opens claude_desktop_config.json',
    text: servers,
  },
  {
    name: 'VS Code',
    where: 'MCP: Open User Configuration, or .vscode/mcp.json in a workspace',
    text: (command) => json({ servers: { 'vpn-gateway': { type: 'stdio', ...command } } }),
  },
  { name: 'Cursor', where: '~/.cursor/mcp.json, or .cursor/mcp.json in a project', text: servers },
  {
    name: 'another',
    where: 'Most clients take this in their file of servers; docs/clients.md has more',
    text: servers,
  },
];
