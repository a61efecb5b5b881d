import type { Caller, WaitingFile } from '../../catalogue/invoke.ts';
import type { Approvers } from '../host/approvers.ts';
import {
  createFolderKeeper,
  type KeptSecret,
  keyFileName,
  type SecretKeeper,
  type SecretText,
} from '../secrets/keeper.ts';
import type { SecretSources } from '../secrets/resolve.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Downloads } from './downloads.ts';
import type { Download } from './entries.ts';

/** The pages of a server whose callers say who they are. */
export interface DownloadPages {
  readonly downloads: Downloads;
  readonly approvers: Pick<Approvers, 'origin' | 'mustBeOther'>;
}

/** Who may take a file that was made for a caller, in words. */
const takersOf = (caller: string, { mustBeOther }: Pick<Approvers, 'mustBeOther'>): string =>
  `a person whose access token or login has the scope vpn:approve${mustBeOther ? `, other than ${caller}` : ''}`;

/** A file that waits, as a result says it. */
export const waitingFile = (
  { path, name, bytes, caller, untilMs, sha256 }: Download,
  { origin, mustBeOther }: DownloadPages['approvers'],
  checksum: 'given' | 'none',
): WaitingFile => ({
  Download: `${origin()}/download/${path}`,
  Name: name,
  Bytes: bytes,
  Until: new Date(untilMs).toISOString(),
  For: takersOf(caller, { mustBeOther }),
  ...(checksum === 'given' && { Sha256: sha256 }),
});

/** Whose a file is: the principal's, whichever session it came by. */
export const callerName = ({ principal, session }: Pick<Caller, 'principal' | 'session'>): string =>
  principal?.name ?? session;

/** Keeps secrets of one caller until people take them from their pages. */
const createPageKeeper = (
  { downloads, approvers }: DownloadPages,
  asking: Caller,
  redact: (text: string) => string,
): SecretKeeper => {
  const caller = callerName(asking);
  const asker = sanitize(redact(`${asking.client ?? asking.transport}, ${caller}`), 160);
  const offer = ({ name, content, isSame, checksum }: SecretText): KeptSecret => {
    const download = downloads.offer({ name, content, isSame, caller, asker });
    const remove = async (): Promise<void> => downloads.remove(download.path);
    return { file: waitingFile(download, approvers, checksum), remove };
  };
  return {
    files: 'on a page',
    keep: async (text) => offer(text),
    keepKey: async (owner, fingerprint, key) =>
      offer({
        name: keyFileName(owner, fingerprint),
        content: key.endsWith('\n') ? key : `${key}\n`,
        checksum: 'none',
      }),
  };
};

/** Where the secrets of a caller go: to pages where callers say who they are, else to the operator's folder. */
export const keeperFor = (
  sources: SecretSources,
  pages: DownloadPages | undefined,
  caller: Caller,
  redact: (text: string) => string,
): SecretKeeper => (pages ? createPageKeeper(pages, caller, redact) : createFolderKeeper(sources));
