// What the documents tell, taken from the source itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computeToolList, loadSource, root } from '../bundle.mjs';

const CONTENTS = `
export { options } from './src/settings/options.ts';
export { formOf, commands } from './src/commands/help.ts';
export { permissionFor } from './src/catalogue/permission.ts';
export { actions, toolsetOf } from './src/catalogue/index.ts';
export { isRead } from './src/catalogue/action.ts';
export { documentedCodes, remedyFor } from './src/catalogue/error-codes.ts';
export { prompts } from './src/prompts/index.ts';
export { VENDORS } from './src/vendors/index.ts';
`;

/** Toolsets in the order of the setting, each with its tools; and the other tables of the source. */
export async function gatherFacts() {
  const list = await computeToolList();
  const source = await loadSource({ stdin: { contents: CONTENTS, resolveDir: root, loader: 'ts' } });
  const { choices } = source.options.find(({ name }) => name === 'toolsets');
  const tools = list.map(({ shown, toolset, risk, tokens, platform, onPublic }) => ({
    ...{ ...shown, toolset, risk, platform },
    onStack: platform === 'public' || toolset === 'vpc' ? 0 : tokens,
    onPublic: onPublic?.tokens ?? tokens,
  }));
  const toolsets = choices
    .map((name) => ({ name, tools: tools.filter(({ toolset }) => toolset === name) }))
    .filter((each) => each.tools.length > 0);
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { version, mcpName, author, homepage, bugs, repository } = own;
  return { ...source, tools, toolsets, version, mcpName, author, homepage, bugs, repository };
}
