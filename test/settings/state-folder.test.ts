import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkStateFolder, sharingOfFolder, whyUnusable } from '../../src/settings/state-folder.ts';
import { hello, runProgram, startProgram } from '../support/process.ts';
import { read } from '../support/start.ts';

const place = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const settingsFor = (stateDir: string) => read(['--state-dir', stateDir]).settings;
const modeOf = (folder: string): number => statSync(folder).mode & 0o777;

describe('a state folder', () => {
  it('that is there, or can be made, is taken as it is, and looking leaves nothing behind', () => {
    const dir = place();
    expect(checkStateFolder(settingsFor(dir))).toEqual([]);
    expect(checkStateFolder(settingsFor(join(dir, 'a', 'b')))).toEqual([]);
    expect(readdirSync(dir)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32').each([0o777, 0o770, 0o702, 0o1777])(
    'of the mode %o is mended, and said',
    (mode) => {
      const dir = place();
      chmodSync(dir, mode);
      expect(checkStateFolder(settingsFor(dir))).toEqual([expect.stringContaining('was writable by others')]);
      expect(modeOf(dir)).toBe(0o700);
      expect(checkStateFolder(settingsFor(dir))).toEqual([]);
    },
  );

  it.skipIf(process.platform === 'win32')('that others only read keeps its mode', () => {
    const dir = place();
    chmodSync(dir, 0o755);
    expect(checkStateFolder(settingsFor(dir))).toEqual([]);
    expect(modeOf(dir)).toBe(0o755);
  });

  it.skipIf(process.platform === 'win32')('of another user is refused, whoever chose it; what is root’s is not', () => {
    const dir = place();
    const { uid } = statSync(dir);
    expect(sharingOfFolder(dir, uid + 1)).toBe(uid === 0 ? 'own' : 'of another user');
    const settings = settingsFor(dir);
    if (uid !== 0) expect(() => checkStateFolder(settings, uid + 1)).toThrow('belongs to another user');
    expect(sharingOfFolder(dir, uid)).toBe('own');
    expect(sharingOfFolder(dir, undefined)).toBe('own');
  });

  it('that cannot be used is told with why', () => {
    const file = join(place(), 'file');
    writeFileSync(file, '');
    expect(whyUnusable(file)).toContain('is no folder');
    expect(whyUnusable(join(file, 'x'))).toContain('is no folder');
  });

  it('that nobody named and that cannot be used is a warning, unless the server only reads', () => {
    const file = join(place(), 'file');
    writeFileSync(file, '');
    const settings = read([], { XDG_STATE_HOME: file }).settings;
    expect(checkStateFolder(settings)).toEqual([expect.stringContaining('what may stop traffic is refused')]);
    expect(checkStateFolder({ ...settings, readOnly: true })).toEqual([]);
  });
});

it.skipIf(process.platform === 'win32')(
  'a link that leads nowhere is no state folder, nor is what would be in it',
  () => {
    const link = join(place(), 'link');
    symlinkSync(join(place(), 'gone', 'deep'), link);
    for (const dir of [link, join(link, 'state')])
      expect(() => checkStateFolder(settingsFor(dir))).toThrow(`the state folder ${dir} cannot be used`);
  },
);

const unusable = (): readonly string[] => {
  const file = join(place(), 'file');
  writeFileSync(file, '');
  return [...(process.platform === 'linux' ? ['/proc/x', '/proc/x/y', '/proc/self', '/dev/null/x'] : []), file];
};

describe('the program', () => {
  it('refuses a folder that cannot be used at once, for a server and for a call, in a plain sentence', {
    timeout: 90_000,
  }, async () => {
    for (const dir of unusable()) {
      for (const args of [[], ['call', 'DescribeRegions']]) {
        const { code, stdout, stderr } = await runProgram([...args, '--state-dir', dir]);
        expect([dir, code, stdout]).toEqual([dir, 2, '']);
        expect(stderr).toContain(`the state folder ${dir} cannot be used`);
        expect(stderr).not.toContain('    at ');
      }
    }
  });

  it.skipIf(process.platform === 'win32')(
    'mends a folder that everybody can write to, and says so at the start',
    async () => {
      const dir = join(place(), 'state');
      mkdirSync(dir);
      chmodSync(dir, 0o777);
      const server = startProgram(['--state-dir', dir]);
      server.send(...hello);
      await server.line();
      server.child.stdin.end();
      expect((await server.ended).stderr).toContain(`the state folder ${dir} was writable by others`);
      expect(modeOf(dir)).toBe(0o700);
    },
  );
});
