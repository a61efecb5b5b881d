import { isOn, type Platform } from '../catalogue/action.ts';
import { isPlainWord, nearest } from '../catalogue/nearest.ts';
import type { ListedTool } from './list.ts';
import { withoutClosing } from './without-closing.ts';

/** Which tools an operator offers to an agent. */
export interface OfferSettings {
  readonly readOnly: boolean;
  readonly platform: Platform;
  readonly toolsets?: readonly string[] | undefined;
  /** Single tools, beside the toolsets that are named or instead of all. */
  readonly tools?: readonly string[] | undefined;
  readonly confirm: 'ask' | 'page' | 'token';
  /** Callers are on other machines: the identity belongs to the operator, and is nobody's to change. */
  readonly isRemote?: boolean;
}

type Shown = ListedTool['shown'];

/**
 * An Apsara Stack serves its networks by an API of the same names, of which nothing is documented here; few have connections on
 * transit routers. Only who asks gets these.
 */
const isDefault = (toolset: string, platform: Platform): boolean =>
  toolset !== 'attachment' && (toolset !== 'vpc' || platform === 'public');

/** Whether the operator has chosen at all. */
const isChosen = ({ toolsets, tools }: OfferSettings): boolean => Boolean(toolsets?.length || tools?.length);

const isNamed = ({ toolset, shown }: ListedTool, { toolsets, tools }: OfferSettings): boolean =>
  Boolean(toolsets?.includes(toolset) || tools?.includes(shown.name));

const changesIdentity = ({ shown }: ListedTool): boolean => shown.name === 'AssumeRole';

const isOffered = (tool: ListedTool, terms: OfferSettings): boolean =>
  !(terms.isRemote && changesIdentity(tool)) &&
  isOn(terms.platform, tool) &&
  (!terms.readOnly || tool.risk === 'read') &&
  (isChosen(terms) ? isNamed(tool, terms) : isDefault(tool.toolset, terms.platform));

/**
 * A tool as a platform shows it. The tools of the public cloud are many: that an object takes no other key is judged there as
 * everywhere, and not told.
 */
export const shownOn = ({ shown, onPublic }: Omit<ListedTool, 'tokens'>, platform: Platform): Shown => {
  if (platform === 'stack') return shown;
  const { tokens: _tokens, ...otherwise } = onPublic;
  const today = { ...shown, ...otherwise };
  return { ...today, inputSchema: { ...withoutClosing(today.inputSchema), type: 'object' } };
};

/** What a model pays for a tool on a platform. */
export const tokensOn = ({ tokens, onPublic }: ListedTool, platform: Platform): number =>
  platform === 'public' ? onPublic.tokens : tokens;

/** Only with `--confirm token` do the schemas of tools that change something hold the approval. */
const withApproval = (shown: Shown): Shown => {
  const properties = { ...Object(shown.inputSchema['properties']), Approval: { type: 'string' } };
  return { ...shown, inputSchema: { ...shown.inputSchema, properties } };
};

/** The families of the tools on offer. */
export const offeredToolsets = (list: readonly ListedTool[], terms: OfferSettings): readonly string[] => [
  ...new Set(list.filter((tool) => isOffered(tool, terms)).map(({ toolset }) => toolset)),
];

/** The names of the tools on offer, in the order of the list. */
export const offeredNames = (list: readonly ListedTool[], terms: OfferSettings): readonly string[] =>
  list.filter((tool) => isOffered(tool, terms)).map(({ shown }) => shown.name);

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
  if (known && !isChosen(terms) && !isDefault(known.toolset, terms.platform))
    return `${asked} is not offered here: on ${clouds[terms.platform]} only --toolsets ${known.toolset} offers it, or --tools`;
  if (known && terms.isRemote && changesIdentity(known))
    return `${asked} is not offered on HTTP: there the identity belongs to the operator, who sets a role in the profile`;
  if (known) return `${asked} is not offered here: --read-only, --toolsets or --tools leaves it out`;
  const suggestion = nearest(name, offeredNames(list, terms));
  return `${asked} not found${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
};
