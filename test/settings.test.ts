import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadSettings } from '../src/errors.ts';
import { keyOf, type Option, variableOf } from '../src/option.ts';
import { options } from '../src/options.ts';
import { readSettings } from '../src/settings.ts';

const nowhere = { XDG_CONFIG_HOME: join(tmpdir(), 'vpn-mcp-no-such-folder') };
const rows: readonly Option[] = options;

const read = (argv: readonly string[], env: Record<string, string> = {}) => readSettings(argv, { ...nowhere, ...env });

const problemOf = (argv: readonly string[], env: Record<string, string> = {}): BadSettings => {
  try {
    read(argv, env);
  } catch (error) {
    if (error instanceof BadSettings) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

const settingsFile = (content: unknown): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'vpn-mcp-settings-')), 'config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('where a value comes from', () => {
  const file = settingsFile({ profiles: { lab: { region: 'from-profile' } } });
  const strongestFirst = [
    { name: 'a flag', argv: ['--region', 'from-flag'], env: {}, value: 'from-flag', source: '--region' },
    {
      name: 'our variable',
      argv: [],
      env: { VPN_MCP_REGION: 'from-variable' },
      value: 'from-variable',
      source: 'VPN_MCP_REGION',
    },
    {
      name: 'the vendor’s variable',
      argv: [],
      env: { ALIBABA_CLOUD_REGION_ID: 'from-vendor' },
      value: 'from-vendor',
      source: 'ALIBABA_CLOUD_REGION_ID',
    },
    { name: 'a profile', argv: [], env: {}, value: 'from-profile', source: 'profile lab' },
  ];
  it.each(strongestFirst.map((row, i) => ({ ...row, i })))(
    '$name wins over all weaker places',
    ({ i, value, source }) => {
      const weaker = strongestFirst.slice(i);
      const argv = weaker.flatMap((row) => row.argv);
      const env = Object.assign({}, ...weaker.map((row) => row.env));
      const { settings } = read([...argv, '--settings', file, '--profile', 'lab'], env);
      expect([settings.region, settings.sources.region]).toEqual([value, source]);
    },
  );

  it('tells of a value that nobody gave that it is the default, or that it is not set', () => {
    const { settings } = read([]);
    expect([settings.confirm, settings.sources.confirm]).toEqual(['ask', 'default']);
    expect([settings.region, settings.sources.region]).toEqual([undefined, 'not set']);
  });

  it('gives frozen settings', () => {
    const { settings } = read(['--protect', 'vpn-1']);
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.sources) && Object.isFrozen(settings.protect)).toBe(
      true,
    );
  });

  it.each([
    ['an empty variable', ''],
    ['a placeholder that a desktop host left unfilled', ['$', '{user_config.region}'].join('')],
  ])('takes %s for not set', (_, text) => {
    expect(read([], { VPN_MCP_REGION: text, ALIBABA_CLOUD_REGION_ID: 'cn-x' }).settings.region).toBe('cn-x');
  });
});

describe('every option', () => {
  const texts = { switch: 'true', 'yes-no': 'no', text: 'word', optional: 'empty', list: 'a', number: '', choice: '' };
  const sample = ({ kind, choices, min, max }: Option): string =>
    choices?.[choices.length - 1] ?? (kind === 'number' ? String(max ?? min) : texts[kind]);

  it.each(rows.filter(({ name }) => name !== 'settings' && name !== 'security-token'))(
    '$name can be set by its variable',
    (option) => {
      const long = `${sample(option)}${option.name === 'seal-key' ? '-'.repeat(40) : ''}`;
      const also = option.name === 'resource-group' ? { VPN_MCP_ORGANIZATION: '1' } : {};
      const { settings } = read([], { [variableOf(option.name)]: long, ...also });
      expect(settings.sources[keyOf(option.name) as keyof typeof settings.sources]).toBe(variableOf(option.name));
    },
  );

  it.each(rows.filter(({ secret }) => secret))('$name is a secret and refused on the command line', ({ name }) => {
    const problem = problemOf([`--${name}=obviously-fake`]);
    expect(problem.remedy).toContain(variableOf(name));
    expect(`${problem.message}${problem.remedy}`).not.toContain('obviously-fake');
  });

  const named = rows
    .filter(({ name }) => name !== 'security-token')
    .flatMap((row) => (row.vendor ?? []).map((variable) => ({ row, variable })));
  it.each(named)('$row.name reads $variable', ({ row, variable }) => {
    const also = row.name === 'resource-group' ? { VPN_MCP_ORGANIZATION: '1' } : {};
    const { settings } = read([], { [variable]: sample(row), ...also });
    expect(settings.sources[keyOf(row.name) as keyof typeof settings.sources]).toBe(variable);
  });

  it('has a name of its own and says what it is for', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const { about, name } of rows) expect([name, about.length > 10]).toEqual([name, true]);
  });
});

describe('keys', () => {
  it('come from one family of variables, the first that is complete', () => {
    const { settings } = read([], {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'half-a-pair',
      ALICLOUD_ACCESS_KEY: 'fake-id',
      ALICLOUD_SECRET_KEY: 'fake-secret',
      ALIBABACLOUDSTACK_SECURITY_TOKEN: 'token-of-others',
    });
    expect([settings.accessKeyId, settings.accessKeySecret, settings.securityToken]).toEqual([
      'fake-id',
      'fake-secret',
      undefined,
    ]);
  });

  it.each((rows.find(({ name }) => name === 'security-token')?.vendor ?? []).map((token, i) => ({ token, i })))(
    'take $token from the family of the keys',
    ({ token, i }) => {
      const [id, secret] = ['access-key-id', 'access-key-secret'].map(
        (key) => rows.find(({ name }) => name === key)?.vendor?.[i] ?? '',
      );
      const { settings } = read([], { [`${id}`]: 'fake-id', [`${secret}`]: 'fake-secret', [token]: 'fake-token' });
      expect([settings.accessKeyId, settings.securityToken]).toEqual(['fake-id', 'fake-token']);
    },
  );

  it('stay half when only half is there, so that a call can name what is missing', () => {
    const { settings } = read([], { ALIBABA_CLOUD_ACCESS_KEY_ID: 'fake-id' });
    expect([settings.accessKeyId, settings.accessKeySecret]).toEqual(['fake-id', undefined]);
  });
});

describe('what is not understood', () => {
  it.each([
    { argv: ['--raed-only'], setting: '--raed-only', remedy: '--read-only' },
    { argv: ['--regoin', 'x'], setting: '--regoin', remedy: '--region' },
    { argv: ['--read-only=1'], setting: '--read-only', remedy: 'Leave the value out' },
    { argv: ['--region'], setting: '--region', remedy: '--region ID' },
    { argv: ['--region', '--read-only'], setting: '--region', remedy: '--region ID' },
    { argv: ['--confirm', 'pgae'], setting: '--confirm', remedy: 'page' },
    { argv: ['--toolsets', 'ipsec,gatway'], setting: '--toolsets', remedy: 'gateway' },
    { argv: ['--breaker-deletes', '0'], setting: '--breaker-deletes', remedy: '5' },
    { argv: ['--port', '80.5'], setting: '--port', remedy: '0' },
    { argv: ['-x'], setting: '--x', remedy: '--help' },
    { argv: ['--resource-group', '7'], setting: '--organization', remedy: '--organization' },
  ])('$argv stops the start and says what to do', ({ argv, setting, remedy }) => {
    const problem = problemOf(argv);
    expect(problem.setting).toBe(setting);
    expect(problem.remedy).toContain(remedy);
  });

  it.each([
    { env: { VPN_MCP_RAED_ONLY: '1' }, setting: 'VPN_MCP_RAED_ONLY', remedy: 'VPN_MCP_READ_ONLY' },
    { env: { VPN_MCP_READ_ONLY: 'perhaps' }, setting: 'VPN_MCP_READ_ONLY', remedy: 'true or false' },
    { env: { ALIBABACLOUDSTACK_PROTOCOL: 'ftp' }, setting: 'ALIBABACLOUDSTACK_PROTOCOL', remedy: 'http' },
    { env: { VPN_MCP_SEAL_KEY: 'short' }, setting: 'VPN_MCP_SEAL_KEY', remedy: '32' },
  ])('$setting stops the start and says what to do', ({ env, setting, remedy }) => {
    const problem = problemOf([], env);
    expect(problem.setting).toBe(setting);
    expect(problem.remedy).toContain(remedy);
  });

  it('never includes a variable that holds a secret for a tool', () => {
    expect(read([], { VPN_MCP_SECRET_BRANCH: 'fake' }).settings.readOnly).toBe(false);
  });

  it('is always answered by a problem with a next step', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 6 }), (argv) => {
        try {
          expect(read(argv).settings).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(BadSettings);
          expect((error as BadSettings).remedy).not.toBe('');
        }
      }),
    );
  });
});

describe('the command line', () => {
  it('lets the last of a repeated option win', () => {
    expect(read(['--region', 'a', '--region=b']).settings.region).toBe('b');
  });

  it('adds up the items of a list', () => {
    expect(read(['--toolsets', 'ipsec', '--toolsets', 'ssl,route']).settings.toolsets).toEqual([
      'ipsec',
      'ssl',
      'route',
    ]);
  });

  it('loses no protection: flags, variable and profile add up', () => {
    const file = settingsFile({ profile: 'lab', profiles: { lab: { protect: ['hq-*'] } } });
    const { settings } = read(['--protect', 'vpn-1', '--settings', file], { VPN_MCP_PROTECT: 'vpn-2' });
    expect(settings.protect).toEqual(['vpn-1', 'vpn-2', 'hq-*']);
  });

  it('ignores what a desktop host appends after a lone --', () => {
    const reading = read(['--read-only', '--', '--weird', 'x']);
    expect([reading.settings.readOnly, reading.words, reading.ignored]).toEqual([true, [], 2]);
  });

  it.each([
    { argv: ['--sandbox'], world: 'office', words: [] },
    { argv: ['--sandbox', 'fleet'], world: 'fleet', words: [] },
    { argv: ['--sandbox=./mine.json'], world: './mine.json', words: [] },
    { argv: ['call', '--sandbox', 'DescribeRegions', '{}'], world: 'office', words: ['call', 'DescribeRegions', '{}'] },
    {
      argv: ['call', '--sandbox', 'worlds/a.json', 'DescribeRegions', '-'],
      world: 'worlds/a.json',
      words: ['call', 'DescribeRegions', '-'],
    },
  ])('reads $argv', ({ argv, world, words }) => {
    const reading = read(argv);
    expect([reading.settings.sandbox, reading.words]).toEqual([world, words]);
  });

  it.each([
    ['true', 'office'],
    ['false', undefined],
    ['fleet', 'fleet'],
  ])('takes VPN_MCP_SANDBOX=%s for %s', (text, world) => {
    expect(read([], { VPN_MCP_SANDBOX: text }).settings.sandbox).toBe(world);
  });

  it.each(['--help', '-h'])('knows %s', (word) => expect(read([word]).help).toBe(true));
  it.each(['--version', '-V'])('knows %s', (word) => expect(read([word]).version).toBe(true));
});

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

describe('the gateway', () => {
  it.each([
    [{}, 'pop'],
    [{ ALIBABACLOUDSTACK_DOMAIN: 'server.asapi.cn-x.example/asapi/v3' }, 'asapi'],
    [{ ALIBABACLOUDSTACK_DOMAIN: 'x', ALIBABACLOUDSTACK_POPGW_DOMAIN: 'pop.example' }, 'pop'],
    [{ ALIBABA_CLOUD_ENDPOINT: 'https://public.asapi.cn-x.example/asapi/v3' }, 'asapi'],
    [{ ALIBABA_CLOUD_ENDPOINT: 'https://public.asapi.cn-x.example', VPN_MCP_GATEWAY: 'pop' }, 'pop'],
  ])('follows from %o: %s', (env, gateway) => expect(read([], env).settings.gateway).toBe(gateway));
});
