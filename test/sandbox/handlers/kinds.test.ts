import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../src/sandbox/handlers/handler.ts';
import {
  cidr,
  cidrList,
  clientToken,
  description,
  descriptionFromLetter,
  flag,
  idLike,
  integer,
  ipv4,
  jsonObject,
  name,
  oneOf,
  text,
  textUpTo,
} from '../../../src/sandbox/handlers/kinds.ts';

const table: { what: string; kind: Kind; code: string; good: string[]; bad: string[] }[] = [
  { what: 'a flag', kind: flag, code: 'InvalidX', good: ['true', 'false', 'True'], bad: ['1', 'yes', ' true'] },
  { what: 'one of some words', kind: oneOf('0', '100'), code: 'InvalidX', good: ['0', '100'], bad: ['50', '00'] },
  {
    what: 'an integer',
    kind: integer(1, 50),
    code: 'InvalidX',
    good: ['1', '50'],
    bad: ['0', '51', '1.5', '1e1', '-1', ''],
  },
  { what: 'an ID', kind: idLike('vpc-'), code: 'InvalidX', good: ['vpc-9'], bad: ['vsw-9', 'x-vpc-9'] },
  {
    what: 'a name',
    kind: name,
    code: 'InvalidName',
    good: ['ab', 'A.b_c-1', '网关', `a${'b'.repeat(127)}`],
    bad: ['a', '1a', '_ab', 'a b', 'http://a', `a${'b'.repeat(128)}`],
  },
  {
    what: 'a description',
    kind: description,
    code: 'InvalidDescription',
    good: ['ab', '2nd, site: b', 'x'.repeat(256)],
    bad: ['a', 'http://a', 'https://b', 'x'.repeat(257)],
  },
  {
    what: 'a description from a letter',
    kind: descriptionFromLetter,
    code: 'InvalidDescription',
    good: ['ab'],
    bad: ['2nd', 'http://a'],
  },
  {
    what: 'a client token',
    kind: clientToken,
    code: 'InvalidX',
    good: ['a', 'x'.repeat(64)],
    bad: ['x'.repeat(65), 'ü'],
  },
  {
    what: 'an address',
    kind: ipv4('Wrong'),
    code: 'Wrong',
    good: ['192.0.2.1'],
    bad: ['192.0.2', '2001:db8::1', '192.0.2.256', '192.0.2.01'],
  },
  {
    what: 'a block',
    kind: cidr,
    code: 'IllegalParam.X',
    good: ['10.0.0.0/8', '0.0.0.0/0', '192.0.2.1/32'],
    bad: ['10.0.0.0', '10.0.0.1/8', '10.0.0.0/33', '10.0.0.0/08', '2001:db8::/32', '10.0.0.0/8,11.0.0.0/8', 'x/8'],
  },
  {
    what: 'blocks',
    kind: cidrList,
    code: 'IllegalParam.X',
    good: ['10.0.0.0/8,11.0.0.0/8'],
    bad: ['10.0.0.0/8, 11.0.0.0/8', ',', '10.0.0.0/8,'],
  },
  {
    what: 'a JSON object',
    kind: jsonObject,
    code: 'InvalidX',
    good: ['{}', '{"a":1}'],
    bad: ['[]', 'null', '1', '{a:1}'],
  },
  { what: 'a short text', kind: textUpTo(3), code: 'InvalidX', good: ['abc'], bad: ['abcd'] },
  { what: 'any text', kind: text, code: '', good: ['', 'x', '\n'], bad: [] },
];

for (const { what, kind, code, good, bad } of table)
  describe(what, () => {
    for (const value of good)
      test(`may be ${JSON.stringify(value.slice(0, 20))}`, () => expect(() => kind(value, 'X')).not.toThrow());
    for (const value of bad)
      test(`may not be ${JSON.stringify(value.slice(0, 20))}`, () =>
        expect(() => kind(value, 'X')).toThrow(expect.objectContaining({ status: 400, code })));
  });
