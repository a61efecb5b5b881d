import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsPath, statePath } from '../../src/settings/folders.ts';

const home = homedir();

describe('settings', () => {
  it.each([
    [{ XDG_CONFIG_HOME: '/c' }, 'linux', join('/c', 'vpn-gateway-mcp', 'config.json')],
    [{}, 'linux', join(home, '.config', 'vpn-gateway-mcp', 'config.json')],
    [{ APPDATA: '/roaming' }, 'win32', join('/roaming', 'vpn-gateway-mcp', 'config.json')],
    [{ APPDATA: '/roaming' }, 'linux', join(home, '.config', 'vpn-gateway-mcp', 'config.json')],
  ])('with %o on %s lie in %s', (env, platform, path) => expect(settingsPath(env, platform)).toBe(path));
});

describe('state', () => {
  it.each([
    [{ XDG_STATE_HOME: '/s' }, 'darwin', join('/s', 'vpn-gateway-mcp')],
    [{}, 'linux', join(home, '.local', 'state', 'vpn-gateway-mcp')],
    [{}, 'darwin', join(home, 'Library', 'Application Support', 'vpn-gateway-mcp')],
    [{ LOCALAPPDATA: '/local' }, 'win32', join('/local', 'vpn-gateway-mcp')],
  ])('with %o on %s lies in %s', (env, platform, path) => expect(statePath(env, platform)).toBe(path));
});
