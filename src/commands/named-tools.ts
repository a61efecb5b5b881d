import { nearest } from '../catalogue/nearest.ts';
import { BadSettings } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';
import { toolList } from '../tools/list.ts';

/** Throws where `--tools` names a tool that there is not: an agent would miss it without a word. */
export const refuseUnknownTools = ({ tools = [] }: Pick<Settings, 'tools'>): void => {
  const known = toolList.map(({ shown }) => shown.name);
  const stranger = tools.find((name) => !known.includes(name));
  if (stranger === undefined) return;
  const meant = nearest(stranger, known);
  throw new BadSettings(
    '--tools',
    `--tools names "${stranger.slice(0, 64)}", and there is no such tool`,
    meant ? `Did you mean ${meant}?` : 'The command "tools" lists them.',
  );
};
