import type { Keys } from '../wire/session.ts';

/** What is asked of STS. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Sent only when set: the guide's table does not know it. */
  readonly durationSeconds?: number | undefined;
  readonly policy?: string | undefined;
  readonly externalId?: string | undefined;
}

/** Where STS is, if a profile says so. */
export interface StsAddress {
  readonly stsEndpoint?: string | undefined;
  readonly stsRegion?: string | undefined;
  readonly stsVpc?: boolean | undefined;
}

/** How keys are obtained: the outcome of looking through settings and files, before anything is asked of a network. */
export type CredentialSource = { readonly where: string; readonly region?: string | undefined } & (
  | { readonly how: 'keys'; readonly keys: Keys }
  | { readonly how: 'role'; readonly base: CredentialSource; readonly role: RoleRequest; readonly sts: StsAddress }
  | {
      readonly how: 'oidc';
      readonly role: RoleRequest;
      readonly sts: StsAddress;
      readonly providerArn: string;
      readonly tokenFile: string;
    }
  | { readonly how: 'ecs'; readonly roleName?: string | undefined; readonly isGuess?: boolean }
  | { readonly how: 'uri'; readonly uri: string }
);

/** Name of a role's session where nobody chose one. */
export const defaultSessionName = 'vpn-gateway-mcp';
