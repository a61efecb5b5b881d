import { lines, type Prompt, quoted, when } from './prompt.ts';

export const onboardVpnUser: Prompt = {
  name: 'onboard-vpn-user',
  title: 'Onboard a VPN user',
  description: 'Issues an SSL-VPN client certificate for a person and says how it reaches them.',
  arguments: [
    { name: 'user', description: 'Name for the certificate: person and device', required: true },
    { name: 'server', description: 'ID or name of the SSL-VPN server', required: false, complete: 'ssl-server' },
  ],
  write: (given) =>
    lines(
      `Give ${quoted(given('user'))} access by SSL-VPN.`,
      when(given('server'), (server) => `The server is ${server}.`),
      '1. Check the server: sessions left, certificates with this name already there, expiry of those.',
      '2. Show the plan, then call CreateSslVpnClientCert with the name.',
      '3. Fetch it with DescribeSslVpnClientCert: key and profile go to a file on this machine, never into the chat. Tell me the path.',
      '4. Say how to hand it over safely, one certificate a device, and when it expires.',
    ),
};
