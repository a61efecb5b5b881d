import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadSettings } from '../../src/errors.ts';
import { type Reading, readSettings } from '../../src/settings/settings.ts';

/** A folder for configuration in which there is none. */
const nowhere = { XDG_CONFIG_HOME: join(tmpdir(), 'vpn-mcp-no-such-folder') };

/** Reads settings as a start would, without the files of whoever runs the tests. */
export const read = (argv: readonly string[], env: Record<string, string> = {}): Reading =>
  readSettings(argv, { ...nowhere, ...env });

/** The problem by which a start is refused. */
export const problemOf = (argv: readonly string[], env: Record<string, string> = {}): BadSettings => {
  try {
    read(argv, env);
  } catch (error) {
    if (error instanceof BadSettings) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

/** A settings file with this content; its path. */
export const settingsFile = (content: unknown): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'vpn-mcp-settings-')), 'config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
