import { describe, expect, it } from 'vitest';
import { documentedCodes } from '../../src/catalogue/error-codes.ts';
import { actions } from '../../src/catalogue/index.ts';
import { documentList, documents } from '../../src/resources/documents.ts';

const rules = [{ id: 'CRY-01', severity: 'critical', title: 'DES', fix: 'Use aes256.', reference: 'RFC 8247' }];
const written = (name: string): string => documents.find((one) => one.name === name)?.write(rules) ?? '';

describe('a document', () => {
  it('is listed under the address by which it is read', () => {
    expect(documentList.map(({ uri }) => uri)).toEqual(documents.map(({ name }) => `vpn-docs://${name}`));
  });

  it('of actions has a row for each, with the required parameters bold', () => {
    for (const name of Object.keys(actions)) expect(written('actions')).toContain(`| ${name} | `);
    expect(written('actions')).toMatch(/\| DescribeVpnGateway \|.*RegionId, \*\*VpnGatewayId\*\*/);
  });

  it('of error codes has a remedy for each', () => {
    for (const code of documentedCodes)
      expect(written('error-codes')).toMatch(new RegExp(`\\| ${code.replaceAll('.', '\\.')} \\| \\S`));
  });

  it.each(documents.map(({ name }) => name))('%s is one table whose rows have as many columns as its head', (name) => {
    const widths = written(name)
      .split('\n')
      .map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(widths).size).toBe(1);
  });
});
