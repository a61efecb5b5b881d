import { isPlainWord, nearest } from '../catalogue/nearest.ts';
import type { ListedTool } from './list.ts';

/** Which tools an operator offers to an agent. */
export interface OfferSettings {
  readonly readOnly: boolean;
  readonly toolsets?: readonly string[] | undefined;
  readonly confirm: 'ask' | 'page' | 'token';
}

type Shown = ListedTool['shown'];

const isOffered = ({ risk, toolset }: ListedTool, { readOnly, toolsets }: OfferSettings): boolean =>
  (!readOnly || risk === 'read') && (!toolsets?.length || toolsets.includes(toolset));

/** Only with `--confirm token` do the schemas of tools that change something hold the approval. */
const withApproval = (shown: Shown): Shown => {
  const properties = { ...Object(shown.inputSchema['properties']), Approval: { type: 'string' } };
  return { ...shown, inputSchema: { ...shown.inputSchema, properties } };
};

/** The tools to show, in the order of the list. */
export const offer = (list: readonly ListedTool[], terms: OfferSettings): readonly Shown[] =>
  list
    .filter((tool) => isOffered(tool, terms))
    .map(({ risk, shown }) => (terms.confirm === 'token' && risk !== 'read' ? withApproval(shown) : shown));

/** Why a name cannot be called, and which name can. */
export const refuseName = (name: string, offered: readonly string[], all: readonly string[]): string => {
  const asked = isPlainWord(name) ? `Tool ${name}` : 'A tool of that name';
  if (all.includes(name)) return `${asked} is not offered here: --read-only or --toolsets leaves it out`;
  const suggestion = nearest(name, offered);
  return `${asked} not found${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
};
