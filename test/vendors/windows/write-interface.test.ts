import { expect, it } from 'vitest';
import { interfaceCommands, text } from '../../../src/vendors/windows/write-interface.ts';
import { LINKS } from '../../support/handoff-cases.ts';
import { inFile, sampleLink, sampleTunnel } from '../../support/peer-link.ts';

it('the key stands between single quotes, doubled where it has one', () => {
  const commands = interfaceCommands(sampleLink(), sampleTunnel(), inFile, 'it').join('\n');
  expect(commands).toContain("-SharedSecret '{{ab12cd34|doubled-quote}}'");
  expect(text('a')).toBe("'a'");
});

it('a routed connection has no selectors, and says where its routes go', () => {
  const link = LINKS['routed'] ?? sampleLink();
  const commands = interfaceCommands(link, link.tunnels[0], inFile, 'it').join('\n');
  expect(commands).not.toContain('TrafficSelector');
  expect(commands).toContain("-IPv4Subnet 'BLOCK:100'");
});
