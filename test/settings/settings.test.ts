import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadSettings } from '../../src/errors.ts';
import { problemOf, read, settingsFile } from '../support/start.ts';

it('takes read-only for switched on where a host left its placeholder unfilled', () => {
  const { settings } = read([], { VPN_MCP_READ_ONLY: ['$', '{user_config.read_only}'].join('') });
  expect([settings.readOnly, settings.sources.readOnly]).toEqual([true, 'VPN_MCP_READ_ONLY']);
});

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
    ['a placeholder that an editor left unfilled', ['$', '{MY_REGION}'].join('')],
  ])('takes %s for not set', (_, text) => {
    expect(read([], { VPN_MCP_REGION: text, ALIBABA_CLOUD_REGION_ID: 'cn-x' }).settings.region).toBe('cn-x');
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
    { argv: ['--organization-parameters'], setting: '--organization', remedy: '--organization-parameters' },
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
    { env: { VPN_MCP_APPROVAL_PIN: '49382' }, setting: 'VPN_MCP_APPROVAL_PIN', remedy: 'six' },
    { env: { VPN_MCP_APPROVAL_PIN: '00000000' }, setting: 'VPN_MCP_APPROVAL_PIN', remedy: 'not all the same' },
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

describe('a list', () => {
  it('loses no protection: flags, variable and profile add up', () => {
    const file = settingsFile({ profile: 'lab', profiles: { lab: { protect: ['hq-*'] } } });
    const { settings } = read(['--protect', 'vpn-1', '--settings', file], { VPN_MCP_PROTECT: 'vpn-2' });
    expect(settings.protect).toEqual(['vpn-1', 'vpn-2', 'hq-*']);
  });
});

describe('the sandbox by its variable', () => {
  it.each([
    ['true', 'office'],
    ['false', undefined],
    ['fleet', 'fleet'],
    ['public', 'public'],
  ])('takes VPN_MCP_SANDBOX=%s for %s', (text, world) => {
    expect(read([], { VPN_MCP_SANDBOX: text }).settings.sandbox).toBe(world);
  });
});
