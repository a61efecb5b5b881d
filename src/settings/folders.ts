import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** `vpn-gateway-mcp/config.json` in the folder that the platform keeps for configuration. */
export const settingsPath = (env: Environment, platform: string = process.platform): string => {
  const folder = env['XDG_CONFIG_HOME'] || (platform === 'win32' && env['APPDATA']) || join(homedir(), '.config');
  return join(folder, 'vpn-gateway-mcp', 'config.json');
};

const stateHome = (env: Environment, platform: string): string => {
  if (platform === 'win32') return env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Application Support') : join(homedir(), '.local', 'state');
};

/** The folder that the platform keeps for what a program remembers between runs. */
export const statePath = (env: Environment, platform: string = process.platform): string =>
  join(env['XDG_STATE_HOME'] || stateHome(env, platform), 'vpn-gateway-mcp');
