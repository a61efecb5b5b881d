import { expect, test } from 'vitest';
import { type Sent, safeText, toCloudError, toUnreachable } from '../../src/client/error-messages.ts';
import { testKeys } from './recorder.ts';

const sent: Sent = {
  wireRequest: {
    action: 'CreateVpnConnection',
    product: 'Vpc',
    version: '2016-04-28',
    endpoint: { origin: 'https://gw.example', path: '/' },
    region: 'cn-a',
    target: undefined,
    parameters: { IkeConfig: '{"Psk":"fake psk+1"}' },
  },
  keys: { ...testKeys, securityToken: 'CAIS+/fake==' },
  httpRequest: { method: 'POST', origin: 'https://gw.example', path: '/', headers: {} },
  stringToSign: 'POST&%2F&mine',
};
const same = (text: string): string => text;
const verdict = { retryable: false, outcomeKnown: true };
const words = (Message: string, Code = 'InvalidParameter') =>
  toCloudError({ Code, Message, HttpStatus: 400 }, sent, verdict, same);

test.each([
  ['Psk fake psk+1 is bad', 'Psk *** is bad'],
  ['Psk fake%20psk%2B1 is bad', 'Psk *** is bad'],
  ['token CAIS+/fake== is bad', 'token *** is bad'],
  [`secret ${testKeys.accessKeySecret}`, 'secret ***'],
  ['no match. server string to sign is:POST&%2F&Psk', 'no match.'],
  ['source:GET&%2F&AccessKeyId%3Dx', 'source:'],
  ['a\u0000b\u200bc\u202ed\n\te', 'a b c d e'],
])('%j is shown as %j', (message, shown) => {
  expect(words(message).message).toBe(`CreateVpnConnection failed with InvalidParameter: ${shown}`);
});

test('a refusal without words is told without a colon', () => {
  expect(words('').message).toBe('CreateVpnConnection failed with InvalidParameter');
});

test.each([
  [
    'InvalidVpnConnectionInstanceId.NotFound',
    /does not exist \(looked in cn-a\)$/,
    /FindResource looks in every region/,
  ],
  ['InvalidRegionId.NotFound', /does not exist$/, /DescribeRegions/],
])('after %s it is told where the cloud looked, unless the region is what is missing', (Code, says, next) => {
  const problem = toCloudError({ Code, Message: 'it does not exist', HttpStatus: 404 }, sent, verdict, same);
  expect(problem.message).toMatch(says);
  expect(problem.remedy).toMatch(next);
});

test('a trace is told for the operators of the site', () => {
  const problem = toCloudError({ Code: 'E', Message: 'm', HttpStatus: 200, Trace: 'T-1' }, sent, verdict, same);
  expect(problem.message).toBe('CreateVpnConnection failed with E: m (trace T-1)');
});

test.each([
  ['POST&%2F&mine', /secret/],
  ['POST&%2F&theirs', /proxy/],
])('a server that signed %s is answered with its own remedy', (text, remedy) => {
  expect(words(`x server string to sign is:${text}`, 'SignatureDoesNotMatch').remedy).toMatch(remedy);
});

test('an empty answer is told as empty', () => {
  expect(toUnreachable(200, ' \n', sent, verdict, same).message).toBe('The answer of gw.example (HTTP 200) is empty');
});

test.each([
  '<h1>400 Bad Request</h1><p>The plain HTTP request was sent to HTTPS port</p>',
  "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
  'Client sent an HTTP request to an HTTPS server.',
])('a web server that answers plain HTTP with %j is asked for over https', (page) => {
  expect(toUnreachable(400, page, sent, verdict, same)).toMatchObject({
    retryable: false,
    remedy: expect.stringContaining('https://'),
  });
});

test('long text is cut at its bound', () => {
  expect(safeText('x'.repeat(1_000), [])).toHaveLength(300);
});

test('secrets of other calls go before a text is cut, so that no head of one is left', () => {
  const known = 'FAKE-known-psk-0001';
  const mask = (text: string): string => text.replaceAll(known, '[secret:0a1b2c3d:19]');
  const text = `${'m '.repeat(140)}${known} tail`;
  expect(
    toCloudError({ Code: 'E', Message: text, HttpStatus: 400, Trace: known }, sent, verdict, mask).message,
  ).not.toMatch(/FAKE/);
  const page = `<html>${'m '.repeat(50)}${known}`;
  expect(toUnreachable(502, page, sent, verdict, mask).message).not.toMatch(/FAKE/);
});

test('a page too long to be searched is not quoted', () => {
  expect(toUnreachable(502, `FAKE${' '.repeat(70_000)}`, sent, verdict, same).message).not.toContain('FAKE');
});
