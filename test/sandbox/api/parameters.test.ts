import { describe, expect, test } from 'vitest';
import { checkParameters, undocumented } from '../../../src/sandbox/api/parameters.ts';
import { listOf, may, must, structure } from '../../../src/sandbox/handlers/handler.ts';
import { flag, integer, text } from '../../../src/sandbox/handlers/kinds.ts';

const table = {
  Name: must(text),
  Id: listOf(integer(1, 9), 2),
  Tag: { ...listOf({ Key: must(text), Value: may(text) }, 2), required: true },
  Option: structure({ EnableDpd: may(flag), Inner: structure({ Asn: must(integer(1, 9)) }) }),
};
const good = { Name: 'n', 'Tag.1.Key': 'k' };

const codeOf = (input: Record<string, string>): string => {
  try {
    checkParameters(table, input);
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code; // only refusals are thrown
  }
};

describe('lists and structures are checked member by member', () => {
  test.each<[Record<string, string>, string]>([
    [{}, 'ok'],
    [{ 'Tag.1.Key': '' }, 'MissingKey'],
    [{ 'Tag.2.Key': 'k', 'Tag.2.Value': 'v' }, 'ok'],
    [{ 'Tag.3.Key': 'k' }, 'InvalidTag'],
    [{ 'Tag.0.Key': 'k' }, 'InvalidTag'],
    [{ 'Tag.x.Key': 'k' }, 'InvalidTag'],
    [{ 'Tag.2.Key': 'k', 'Tag.3.Key': 'k' }, 'NumberExceed.Tag'],
    [{ 'Tag.2.Value': 'v' }, 'MissingKey'],
    [{ 'Id.1': '9', 'Id.2': '1' }, 'ok'],
    [{ 'Id.1': '9', 'Id.2': '10' }, 'InvalidId'],
    [{ 'Option.EnableDpd': 'True' }, 'ok'],
    [{ 'Option.EnableDpd': 'yes' }, 'InvalidEnableDpd'],
    [{ 'Option.Inner.Asn': '9' }, 'ok'],
    [{ 'Option.Inner.Other': '9' }, 'MissingAsn'],
  ])('%j answers %s', (input, code) => {
    expect(codeOf({ ...good, ...input })).toBe(code);
  });

  test('a list that is required must have an item', () => {
    expect(codeOf({ Name: 'n' })).toBe('MissingTag');
  });

  test('the message names the whole parameter', () => {
    expect(() => checkParameters(table, { ...good, 'Option.Inner.Asn': '0' })).toThrow('Option.Inner.Asn is not valid');
  });
});

test.each([
  ['Name', true],
  ['RegionId', true],
  ['Id.1', true],
  ['Id.1.Key', false],
  ['Id', false],
  ['Tag.1.Key', true],
  ['Tag.Key', false],
  ['Tag.1.Colour', false],
  ['Option.EnableDpd', true],
  ['Option.Inner.Asn', true],
  ['Option.Inner.Colour', false],
  ['toString', false],
])('of %s it is known whether the action has it: %s', (name, known) => {
  expect(undocumented(table, { [name]: '1' })).toEqual(known ? [] : [name]);
});
