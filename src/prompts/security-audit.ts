import { lines, type Prompt, when } from './prompt.ts';

export const securityAudit: Prompt = {
  name: 'security-audit',
  title: 'Security audit',
  description: 'Audits crypto, keys, certificates, address plans and routes, with fixes by priority.',
  arguments: [
    { name: 'region', description: 'Region ID; all regions if left out', required: false, complete: 'region' },
  ],
  write: (given) =>
    lines(
      'Audit our VPN resources.',
      when(given('region'), (region) => `Only the region ${region}.`),
      '1. Call AuditVpn and read all its pages. Use its counts as they are; do not count yourself.',
      '2. Group what you tell me by what I should do first; name resources by ID and name, and say which fixes need the peer in the same window.',
      '3. Keep apart what breaks a standard and what is the best this platform offers.',
      '4. Change nothing. Offer the fixes; for each that I choose show the plan with PlanChange first.',
    ),
};
