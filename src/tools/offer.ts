import { isOn, type Platform } from '../catalogue/action.ts';
import { isPlainWord, nearest } from '../catalogue/nearest.ts';
import type { ListedTool } from './list.ts';

/** Which tools an operator offers to an agent. */
export interface OfferSettings {
  readonly readOnly: boolean;
  readonly platform: Platform;
  readonly toolsets?: readonly string[] | undefined;
  readonly confirm: 'ask' | 'page' | 'token';
}

type Shown = ListedTool['shown'];

/** An Apsara Stack serves its networks by an API of the same names, of which nothing is documented here: only who asks gets it. */
const isDefault = (toolset: string, platform: Platform): boolean => toolset !== 'vpc' || platform === 'public';

const isOffered = (tool: ListedTool, { readOnly, toolsets, platform }: OfferSettings): boolean =>
  isOn(platform, tool) &&
  (!readOnly || tool.risk === 'read') &&
  (toolsets?.length ? toolsets.includes(tool.toolset) : isDefault(tool.toolset, platform));

const shownOn = ({ shown, onPublic }: ListedTool, platform: Platform): Shown => {
  if (platform === 'stack' || onPublic === undefined) return shown;
  const { tokens: _tokens, ...otherwise } = onPublic;
  return { ...shown, ...otherwise };
};

/** What a model pays for a tool on a platform. */
export const tokensOn = ({ tokens, onPublic }: ListedTool, platform: Platform): number =>
  platform === 'public' ? (onPublic?.tokens ?? tokens) : tokens;

/** Only with `--confirm token` do the schemas of tools that change something hold the approval. */
const withApproval = (shown: Shown): Shown => {
  const properties = { ...Object(shown.inputSchema['properties']), Approval: { type: 'string' } };
  return { ...shown, inputSchema: { ...shown.inputSchema, properties } };
};

/** The families of the tools on offer. */
export const offeredToolsets = (list: readonly ListedTool[], terms: OfferSettings): readonly string[] => [
  ...new Set(list.filter((tool) => isOffered(tool, terms)).map(({ toolset }) => toolset)),
];

/** The tools to show, in the order of the list. */
export const offer = (list: readonly ListedTool[], terms: OfferSettings): readonly Shown[] =>
  list
    .filter((tool) => isOffered(tool, terms))
    .map((tool) => {
      const shown = shownOn(tool, terms.platform);
      return terms.confirm === 'token' && tool.risk !== 'read' ? withApproval(shown) : shown;
    });

const clouds: Readonly<Record<Platform, string>> = {
  public: "today's public cloud",
  stack: 'Apsara Stack',
};

/** Why a name cannot be called, and which name can. */
export const refuseName = (name: string, list: readonly ListedTool[], terms: OfferSettings): string => {
  const asked = isPlainWord(name) ? `Tool ${name}` : 'A tool of that name';
  const known = list.find(({ shown }) => shown.name === name);
  if (known?.platform && !isOn(terms.platform, known))
    return `${asked} is not offered here: only ${clouds[known.platform]} has it, and --platform is ${terms.platform}`;
  if (known && !terms.toolsets?.length && !isDefault(known.toolset, terms.platform))
    return `${asked} is not offered here: on ${clouds[terms.platform]} only --toolsets ${known.toolset} offers it`;
  if (known) return `${asked} is not offered here: --read-only or --toolsets leaves it out`;
  const offered = list.filter((tool) => isOffered(tool, terms)).map(({ shown }) => shown.name);
  const suggestion = nearest(name, offered);
  return `${asked} not found${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
};
