import type { Settings } from '../settings/settings.ts';
import { toolList } from '../tools/list.ts';
import { offeredNames, tokensOn } from '../tools/offer.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { openTerminal, twoColumns, wrap } from './terminal.ts';

interface ToolRow {
  readonly name: string;
  readonly toolset: string;
  readonly risk: string;
  readonly tokens: number;
  readonly description: string;
}

/** What an agent would see with these settings, in the order of the list. */
const toolRows = (settings: Settings): readonly ToolRow[] => {
  const shown = new Set(offeredNames(toolList, settings));
  return toolList
    .filter((tool) => shown.has(tool.shown.name))
    .map((tool) => {
      const { shown, toolset, risk } = tool;
      const tokens = tokensOn(tool, settings.platform);
      return { name: shown.name, toolset, risk, tokens, description: shown.description };
    });
};

/** The command `tools`: the tools on offer, by toolset, each with its size in tokens (o200k). */
export const showTools = (settings: Settings): number => {
  refuseUnknownTools(settings);
  const { out, bold, dim, width } = openTerminal();
  const tools = toolRows(settings);
  const total = tools.reduce((sum, { tokens }) => sum + tokens, 0);
  if (settings.json) {
    out(JSON.stringify({ tokens: total, tools }, null, 2));
    return 0;
  }
  const longest = Math.max(0, ...tools.map(({ name }) => name.length));
  for (const toolset of new Set(tools.map((tool) => tool.toolset))) {
    const own = tools.filter((tool) => tool.toolset === toolset);
    out(bold(toolset));
    const rows = own.map(
      ({ name, risk, tokens, description }) =>
        [`${name.padEnd(longest)} ${risk.padEnd(8)} ${String(tokens).padStart(4)}`, description] as const,
    );
    for (const line of twoColumns(rows, width, 2, longest + 18)) out(line);
    out('');
  }
  const summary = `${tools.length} tools, ${total} tokens (o200k: name, description and input schema)`;
  for (const line of wrap(summary, width)) out(dim(line));
  return 0;
};
