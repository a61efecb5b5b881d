/** The vendor's RPC client has no types of its own; this is what the tests use of it. */
declare module '@alicloud/pop-core' {
  export interface PopConfig {
    endpoint: string;
    apiVersion: string;
    accessKeyId: string;
    accessKeySecret: string;
    securityToken?: string;
  }
  export class RPCClient {
    constructor(config: PopConfig);
    // biome-ignore lint/suspicious/noExplicitAny: whatever the cloud answers
    request(action: string, parameters?: object, options?: { method?: 'GET' | 'POST'; timeout?: number }): Promise<any>;
  }
}
