import { expect, it } from 'vitest';
import { ruleCommands } from '../../../src/vendors/windows/write-rules.ts';
import { LINKS } from '../../support/handoff-cases.ts';
import { inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';

it('has one rule for each pair of blocks', () => {
  const link = LINKS['several-subnets-ikev1'] ?? sampleLink();
  const commands = ruleCommands(link, link.tunnels[0], inText, 'it');
  expect(commands.filter((line) => line.includes('New-NetIPsecRule'))).toHaveLength(4);
});

it('refuses a lifetime below its five minutes', () => {
  const { ipsec } = sampleTunnel();
  const tunnel = sampleTunnel({ ipsec: { ...ipsec, lifetime: 299 } });
  expect(() => ruleCommands(sampleLink(), tunnel, inText, 'it')).toThrow('IpsecLifetime 299');
});
