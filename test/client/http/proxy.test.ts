import { expect, test } from 'vitest';
import { proxyFor } from '../../../src/client/http/proxy.ts';

const proxy = 'http://proxy.example:3128';
const cases: { name: string; origin: string; options: Parameters<typeof proxyFor>[1]; expected: string | undefined }[] =
  [
    { name: 'none', origin: 'https://a.example', options: {}, expected: undefined },
    { name: 'for all', origin: 'http://a.example', options: { proxy }, expected: proxy },
    { name: 'for all, loopback too', origin: 'http://127.0.0.1:1', options: { proxy }, expected: proxy },
    {
      name: 'by scheme',
      origin: 'https://a.example',
      options: { httpsProxy: proxy, httpProxy: 'http://no' },
      expected: proxy,
    },
    { name: 'of the other scheme', origin: 'https://a.example', options: { httpProxy: proxy }, expected: undefined },
    {
      name: 'by scheme, never for loopback',
      origin: 'http://localhost:1',
      options: { httpProxy: proxy },
      expected: undefined,
    },
    {
      name: 'without a scheme of its own',
      origin: 'http://a.example',
      options: { httpProxy: 'proxy.example:3128' },
      expected: proxy,
    },
    {
      name: 'bypassed by name',
      origin: 'https://a.example',
      options: { proxy, noProxy: ['a.example'] },
      expected: undefined,
    },
    {
      name: 'bypassed by domain',
      origin: 'https://x.a.example',
      options: { proxy, noProxy: ['.a.example'] },
      expected: undefined,
    },
    {
      name: 'bypassed by a star',
      origin: 'https://x.a.example',
      options: { proxy, noProxy: ['*.A.example'] },
      expected: undefined,
    },
    { name: 'bypassed for all', origin: 'https://a.example', options: { proxy, noProxy: ['*'] }, expected: undefined },
    {
      name: 'bypassed by port',
      origin: 'https://a.example',
      options: { proxy, noProxy: ['a.example:443'] },
      expected: undefined,
    },
    {
      name: 'another port',
      origin: 'https://a.example:8443',
      options: { proxy, noProxy: ['a.example:443'] },
      expected: proxy,
    },
    {
      name: 'only the end of a name',
      origin: 'https://nota.example',
      options: { proxy, noProxy: ['a.example'] },
      expected: proxy,
    },
  ];

test.each(cases)('proxy $name', ({ origin, options, expected }) => {
  expect(proxyFor(origin, options)).toBe(expected);
});
