import { X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { isGuessed } from '../../settings/platform.ts';
import type { Settings } from '../../settings/settings.ts';
import { sharingOfFolder, whyUnusable } from '../../settings/state-folder.ts';
import { bad, type Finding, good, note } from './finding.ts';

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

/** Folders are made when they are first needed; checked is only whether that would succeed. */
const folder = (check: string, path: string | undefined, without: string): Finding => {
  if (path === undefined) return note(check, without);
  if (!isWritable(nearestFolder(path)))
    return bad(check, `${path} cannot be written to`, 'Choose another folder, or change its rights.');
  const open = process.platform !== 'win32' && existsSync(path) && (statSync(path).mode & 0o077) !== 0;
  return open ? note(check, `${path} can be entered by others`, `chmod 700 ${path}`) : good(check, path);
};

const MAY_CHANGE = 'what lies there may have been changed';

/** The folder that the audit is kept in. The next start mends what it can. */
const stateFolder = ({ stateDir }: Settings): Finding => {
  const check = 'state folder';
  const unusable = whyUnusable(stateDir);
  if (unusable !== undefined)
    return bad(
      check,
      `${stateDir} cannot be used: ${unusable}`,
      'Name another folder with --state-dir, or change its rights.',
    );
  const sharing = sharingOfFolder(stateDir);
  if (sharing === 'of another user')
    return bad(
      check,
      `${stateDir} belongs to another user: ${MAY_CHANGE}`,
      'Name a folder of your own with --state-dir.',
    );
  if (sharing === 'writable by others')
    return bad(
      check,
      `${stateDir} is writable by others: ${MAY_CHANGE}`,
      `chmod 700 ${stateDir}; the next start does it, too.`,
    );
  return folder(check, stateDir, '');
};

const readable = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
};

/** The private authorities: a file that cannot be read, or holds none, stops every call. */
const privateAuthorities = ({ caFile }: Settings): readonly Finding[] => {
  if (caFile === undefined) return [];
  const check = 'CA file';
  const text = readable(caFile);
  if (text === undefined) return [bad(check, `${caFile} cannot be read`, 'Correct the path in --ca-file.')];
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > 0 && blocks.every(isCertificate))
    return [good(check, `${caFile}, certificates: ${blocks.length}`)];
  const what = blocks.length === 0 ? 'holds no PEM certificate' : 'holds a block that is no certificate';
  return [
    bad(check, `${caFile} ${what}`, 'Ask the operator of the site for the authority as PEM (BEGIN CERTIFICATE).'),
  ];
};

const insecure: Finding = bad(
  'TLS',
  'certificates are not checked: anyone on the way can read and change everything',
  'Leave --insecure out, and name the authority of your site by --ca-file.',
);

const byToken: Finding = note(
  'approvals',
  'by token: no human is asked',
  'Leave --confirm token to test harnesses and to hosts that ask by themselves.',
);

const orders: Finding = note(
  'billed creates',
  'let through by a token: no human sees what is ordered (--allow-billed)',
  'Leave --allow-billed out where a model, and no test harness of yours, brings the token.',
);

const withoutPin: Finding = note(
  'approval page',
  'a program on this machine, an agent with a shell among them, could press its button',
  'Set VPN_MCP_APPROVAL_PIN, and the page asks for it.',
);

const approvals = ({ readOnly, confirm, allowBilled, approvalPin }: Settings): readonly Finding[] => {
  if (readOnly) return [good('approvals', 'none needed: read-only')];
  if (confirm === 'token') return [byToken, ...(allowBilled ? [orders] : [])];
  return approvalPin === undefined ? [withoutPin] : [good('approval page', 'asks for the PIN')];
};

/** A temporary key is useless alone, and the cloud only says that it knows no such key. */
const halfKey = ({ accessKeyId, securityToken }: Settings): readonly Finding[] =>
  accessKeyId?.startsWith('STS.') && securityToken === undefined
    ? [
        bad(
          'security token',
          'the AccessKey ID is a temporary one (STS.), and no security token is set',
          'Set ALIBABA_CLOUD_SECURITY_TOKEN too: ID, secret and token come from one and the same issue.',
        ),
      ]
    : [];

const clouds = { public: "today's public cloud", stack: 'an Apsara Stack' } as const;

/** Which actions and parameters there are depends on it, so that a wrong guess has to be seen. */
const cloud = (settings: Settings): Finding => {
  const found = `${clouds[settings.platform]} (${settings.sources.platform})`;
  return isGuessed(settings)
    ? note('platform', found, 'If it is the public cloud, set --platform public.')
    : good('platform', found);
};

/** Where keys come out: of a server on HTTP by pages, where callers say who they are. */
const secretsPlace = ({ http, tokens, tokensFile, oauthIssuer, approver, secretsDir }: Settings): Finding => {
  if (http === undefined)
    return folder(
      'secrets folder',
      secretsDir,
      'none: keys are neither read from nor written to files (--secrets-dir)',
    );
  if ((tokens ?? tokensFile ?? oauthIssuer) === undefined)
    return note(
      'secrets',
      'go nowhere: without access tokens the server cannot know who opens a page (--secrets-dir is for stdio)',
      'Set --tokens-file or --oauth-issuer, and one-time pages hand them out.',
    );
  const who = approver === 'other' ? 'whoever has vpn:approve and did not ask for them' : 'whoever has vpn:approve';
  return good('secrets', `wait ten minutes on one-time pages for ${who} (--secrets-dir is for stdio)`);
};

/** What needs no network. */
export const localChecks = (settings: Settings): readonly Finding[] => [
  good('Node.js', process.version),
  cloud(settings),
  secretsPlace(settings),
  stateFolder(settings),
  ...approvals(settings),
  ...privateAuthorities(settings),
  ...halfKey(settings),
  ...(settings.insecure ? [insecure] : []),
];
