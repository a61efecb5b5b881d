import { isPlainWord } from '../catalogue/nearest.ts';
import { connectSite } from './connect-site.ts';
import { failOver } from './fail-over.ts';
import { monthlyReport } from './monthly-report.ts';
import { onboardVpnUser } from './onboard-vpn-user.ts';
import { type Completable, type Prompt, visible } from './prompt.ts';
import { securityAudit } from './security-audit.ts';
import { troubleshootTunnel } from './troubleshoot-tunnel.ts';

/** Every prompt, the most wanted first. */
export const prompts: readonly Prompt[] = [
  troubleshootTunnel,
  connectSite,
  onboardVpnUser,
  failOver,
  securityAudit,
  monthlyReport,
];

/** The prompts as `prompts/list` shows them. */
export const promptList = prompts.map(({ name, title, description, arguments: args }) => ({
  name,
  title,
  description,
  arguments: args.map((one) => ({ name: one.name, description: one.description, required: one.required })),
}));

/** The message of a prompt, or which argument is missing or unknown; undefined when there is no such prompt. */
export const writePrompt = (
  name: string,
  given: Readonly<Record<string, string>>,
): { readonly text: string; readonly description: string } | { readonly wrong: string } | undefined => {
  const prompt = prompts.find((one) => one.name === name);
  if (!prompt) return undefined;
  const known = prompt.arguments.map((one) => one.name);
  const stranger = Object.keys(given).find((key) => !known.includes(key));
  if (stranger !== undefined)
    return { wrong: `unknown argument${isPlainWord(stranger) ? ` ${stranger}` : ''}; known ones: ${known.join(', ')}` };
  const seen = new Map(Object.entries(given).map(([key, value]) => [key, visible(value)]));
  const missing = prompt.arguments.find((one) => one.required && !seen.get(one.name)?.trim());
  if (missing) return { wrong: `${missing.name} is required: ${missing.description}` };
  return { text: prompt.write((key) => seen.get(key)), description: prompt.description };
};

/** What live data can complete in an argument of a prompt, if anything. */
export const completableOf = (prompt: string, argument: string): Completable | undefined =>
  prompts.find((one) => one.name === prompt)?.arguments.find((one) => one.name === argument)?.complete;
