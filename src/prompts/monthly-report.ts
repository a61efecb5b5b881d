import { lines, type Prompt, when } from './prompt.ts';

export const monthlyReport: Prompt = {
  name: 'monthly-report',
  title: 'Monthly report',
  description: 'A one-page report of state, changes, expiries, waste and risks for people who do not run the network.',
  arguments: [
    { name: 'region', description: 'Region ID; all regions if left out', required: false, complete: 'region' },
    { name: 'language', description: 'Language of the report', required: false },
  ],
  write: (given) =>
    lines(
      'Write a one-page monthly report about our VPNs.',
      when(given('region'), (region) => `Only the region ${region}.`),
      when(given('language'), (language) => `Write it in ${language}.`),
      '1. Use Overview, AuditVpn and MapTopology; nothing else is needed.',
      '2. Say what is up and down, what expires within 90 days, what nothing is attached to, and the five worst findings, each with who has to act.',
      '3. Put the Mermaid map at the end. Traffic volumes are not in this API: do not invent any.',
    ),
};
