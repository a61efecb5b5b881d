/** The vendor's clients for RPC and for paths have no types of their own; this is what the tests use of them. */
declare module '@alicloud/pop-core' {
  export interface PopConfig {
    endpoint: string;
    apiVersion: string;
    accessKeyId: string;
    accessKeySecret: string;
    securityToken?: string;
  }
  export class ROAClient {
    constructor(config: PopConfig);
    request(
      method: 'GET' | 'POST',
      path: string,
      query?: object,
      body?: string,
      headers?: object,
      // biome-ignore lint/suspicious/noExplicitAny: whatever the cloud answers
    ): Promise<any>;
  }
  export class RPCClient {
    constructor(config: PopConfig);
    // biome-ignore lint/suspicious/noExplicitAny: whatever the cloud answers
    request(action: string, parameters?: object, options?: { method?: 'GET' | 'POST'; timeout?: number }): Promise<any>;
  }
}
