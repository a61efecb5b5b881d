import type { ServerFacts } from '../../front-page/facts.ts';
import type { Settings } from '../../settings/settings.ts';
import { toolList } from '../../tools/list.ts';
import { offeredNames, offeredToolsets } from '../../tools/offer.ts';
import { version } from '../../version.ts';

type Given = Pick<
  Settings,
  | 'platform'
  | 'sandbox'
  | 'readOnly'
  | 'toolsets'
  | 'tools'
  | 'confirm'
  | 'approver'
  | 'tokens'
  | 'tokensFile'
  | 'oauthIssuer'
>;

const callersOf = ({ tokens, tokensFile, oauthIssuer }: Given): ServerFacts['callers'] => {
  const hasTokens = tokens !== undefined || tokensFile !== undefined;
  if (oauthIssuer !== undefined) return hasTokens ? 'tokens or oauth' : 'oauth';
  return hasTokens ? 'tokens' : 'anybody here';
};

/** What these settings let anybody know who opens the server’s address. */
export const serverFacts = (settings: Given): ServerFacts => {
  const terms = { ...settings, isRemote: true };
  return {
    version,
    platform: settings.platform,
    isSimulated: settings.sandbox !== undefined,
    readOnly: settings.readOnly,
    toolsets: offeredToolsets(toolList, terms),
    tools: offeredNames(toolList, terms).length,
    callers: callersOf(settings),
    confirm: settings.confirm,
    approverIsOther: settings.approver === 'other',
  };
};
