import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isGuessed } from '../../src/settings/platform.ts';
import { read } from '../support/start.ts';

const folder = mkdtempSync(join(tmpdir(), 'worlds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const world = (name: string, text: string): string => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, text);
  return file;
};

const summary = (...argv: string[]) => {
  const { platform, sources } = read(argv).settings;
  return [platform, sources.platform];
};

describe('the cloud', () => {
  it.each<[string, readonly string[], string, string]>([
    ['nothing is said', [], 'public', 'auto: hosts of aliyuncs.com'],
    ['a host of the public cloud is named', ['--endpoint', 'vpc.cn-hangzhou.aliyuncs.com'], 'public', 'auto: a host'],
    ['it is a URL', ['--endpoint', 'https://vpc-vpc.cn-a.aliyuncs.com:443/'], 'public', 'auto: a host'],
    ['it is a template', ['--endpoint', 'vpc.{region}.aliyuncs.com'], 'public', 'auto: a host'],
    [
      'it only ends so',
      ['--endpoint', 'vpc.notaliyuncs.com'],
      'stack',
      'auto: the endpoint is no host of aliyuncs.com',
    ],
    ['it only begins so', ['--endpoint', 'aliyuncs.com.example.net'], 'stack', 'auto: the endpoint is no host'],
    [
      'it stands in the path',
      ['--endpoint', 'https://example.net/aliyuncs.com'],
      'stack',
      'auto: the endpoint is no host',
    ],
    ['a private host is named', ['--endpoint', 'vpc.cloud.example'], 'stack', 'auto: the endpoint is no host'],
    ['a POP domain is named', ['--popgw-domain', 'inter.cloud.example'], 'stack', 'auto: the domain of a POP gateway'],
    ['the gateway is ASAPI', ['--asapi-domain', 'asapi.cloud.example'], 'stack', 'auto: the gateway is ASAPI'],
    ['the office is simulated', ['--sandbox'], 'stack', 'auto: the world office'],
    ['the public cloud is simulated', ['--sandbox=public'], 'public', 'auto: the world public'],
    ['it is set', ['--platform', 'public', '--endpoint', 'vpc.cloud.example'], 'public', '--platform'],
    ['it is set against a world', ['--platform', 'stack', '--sandbox=public'], 'stack', '--platform'],
  ])('where %s (%j) is %s: %s', (_when, argv, platform, source) => {
    expect(summary(...argv)).toEqual([platform, expect.stringContaining(source)]);
  });

  it.each([
    ['public', '{"platform":{"kind":"public"}}'],
    ['stack', '{"platform":{"kind":"stack"}}'],
    ['stack', '{"platform":"public"}'],
    ['stack', '{}'],
    ['stack', 'no JSON'],
  ])('is %s for the world file %s', (platform, text) => {
    expect(summary(`--sandbox=${world('w', text)}`)[0]).toBe(platform);
  });

  it('is stack for a world file that is not there: whoever opens it says so', () => {
    expect(summary('--sandbox=/nowhere/world.json')[0]).toBe('stack');
  });
});

it('is guessed for a private host alone, which may be a proxy before the public cloud', () => {
  const guessed = (...argv: string[]) => isGuessed(read(argv).settings);
  expect(guessed('--endpoint', 'vpc.cloud.example')).toBe(true);
  for (const argv of [[], ['--popgw-domain', 'cloud.example'], ['--sandbox'], ['--platform', 'stack']])
    expect(guessed(...argv)).toBe(false);
});
