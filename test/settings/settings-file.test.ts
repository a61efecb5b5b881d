import { describe, expect, it } from 'vitest';
import { options } from '../../src/settings/options.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { readProfile } from '../../src/settings/settings-file.ts';
import { problemOf, read, settingsFile } from '../support/start.ts';

describe('the settings file', () => {
  it('is found in the folder for configuration', () => {
    const path = settingsFile({});
    expect(() => readSettings([], { XDG_CONFIG_HOME: path })).not.toThrow();
  });

  it('gives the vendor’s tools the profile that it does not know itself', () => {
    const file = settingsFile({ profiles: { lab: {} } });
    expect(read(['--settings', file, '--profile', 'other']).settings.cloudProfile).toBe('other');
    expect(read(['--settings', file, '--profile', 'lab']).settings.cloudProfile).toBeUndefined();
  });

  it.each([
    ['text that is no JSON', '{ "access-key-secret": "fake-secret-in-file" ', 'profiles'],
    ['a list', [], 'profiles'],
    ['an unknown key at the top', { profiles: {}, regions: 1 }, 'profiles'],
    ['a profile of its own that is missing', { profile: 'lab', profiles: {} }, 'profiles'],
    ['a misspelt option', { profile: 'lab', profiles: { lab: { regoin: 'x' } } }, 'region'],
    ['a secret', { profile: 'lab', profiles: { lab: { 'access-key-secret': 'fake-secret-in-file' } } }, 'environment'],
    ['a nested value', { profile: 'lab', profiles: { lab: { region: {} } } }, 'text'],
    ['a list where one value belongs', { profile: 'lab', profiles: { lab: { region: ['a'] } } }, 'text'],
  ])('with %s stops the start without repeating its content', (_, content, remedy) => {
    const problem = problemOf(['--settings', settingsFile(content)]);
    expect(problem.remedy).toContain(remedy);
    expect(`${problem.message}${problem.remedy}`).not.toContain('fake-secret-in-file');
  });

  it('must exist when it is named', () => {
    expect(problemOf(['--settings', '/no/such/file.json']).setting).toBe('--settings');
  });
});

describe('a profile', () => {
  const path = settingsFile({
    profile: 'a',
    profiles: { a: { region: 'cn-a' }, b: { protect: ['x', 'y'], port: 8080 } },
  });

  it('is the one that was asked for, else the one that the file names', () => {
    expect(readProfile(options, { path, mustExist: true }, undefined)?.given).toEqual(new Map([['region', ['cn-a']]]));
    expect(readProfile(options, { path, mustExist: true }, 'b')?.given).toEqual(
      new Map([
        ['protect', ['x', 'y']],
        ['port', ['8080']],
      ]),
    );
  });

  it('is none where the file does not know the name', () => {
    expect(readProfile(options, { path, mustExist: true }, 'c')).toBeUndefined();
    expect(readProfile(options, { path, mustExist: true }, 'constructor')).toBeUndefined();
  });
});
