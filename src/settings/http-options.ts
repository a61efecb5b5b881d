import type { Option } from './option.ts';

/** Settings of a server on HTTP. */
export const httpOptions = [
  {
    name: 'http',
    kind: 'text',
    group: 'http',
    value: '[HOST:]PORT',
    about: 'serve Streamable HTTP at /mcp instead of standard input and output; on loopback unless HOST says otherwise',
  },
  {
    name: 'public-url',
    kind: 'text',
    group: 'http',
    value: 'URL',
    about: 'under which address people and clients reach the server, such as https://vpn.example.com',
  },
  {
    name: 'allowed-hosts',
    kind: 'list',
    group: 'http',
    value: 'NAMES',
    addsUp: true,
    about: 'further names that the Host header may have, beside those of the address and of --public-url',
  },
  {
    name: 'rate-limit',
    kind: 'number',
    group: 'http',
    value: 'N',
    min: 1,
    max: 1_000_000,
    default: 6000,
    about: 'requests that one caller may make in a minute',
  },
  {
    name: 'concurrency',
    kind: 'number',
    group: 'http',
    value: 'N',
    min: 1,
    max: 10_000,
    default: 64,
    about: 'requests of one caller that may be under way at once',
  },
  {
    name: 'drain-seconds',
    kind: 'number',
    group: 'http',
    value: 'N',
    min: 0,
    max: 600,
    default: 5,
    about: 'how long calls under way may still take when the server is told to stop',
  },
] as const satisfies readonly Option[];
