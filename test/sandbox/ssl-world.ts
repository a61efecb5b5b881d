import { region, tinyWorld } from './tiny-world.ts';

const day = 86_400_000;
const clock = Date.UTC(2026, 10, 23, 9);

/** The lists that give the tiny world SSL-VPN: a server with two clients on `vpn-1`, and `vpn-2` free for another. */
export const sslParts = () => {
  const { gateways } = tinyWorld();
  return {
    gateways: gateways.map((one) => ({ ...one, SslVpn: 'enable', SslMaxConnections: 5 })),
    ssl_servers: [
      {
        ...{ RegionId: region, SslVpnServerId: 'vss-1', Name: 'staff', VpnGatewayId: 'vpn-1' },
        ...{ ClientIpPool: '10.99.0.0/24', LocalSubnet: '10.0.0.0/16' },
      },
    ],
    ssl_certs: [
      { SslVpnClientCertId: 'vsc-lin', Name: 'lin', EndTime: clock + 300 * day },
      { SslVpnClientCertId: 'vsc-omar', Name: 'omar', EndTime: clock + 4 * day },
      { SslVpnClientCertId: 'vsc-old', Name: 'old', EndTime: clock - day },
    ],
    ssl_sessions: [
      { SslVpnClientCertId: 'vsc-lin', RemoteAddress: '192.0.2.7:50100', Time: clock - 120_000 },
      { SslVpnClientCertId: 'vsc-omar', RemoteAddress: '192.0.2.8:50100', Time: clock - 60_000 },
    ],
    ssl_logs: ['2026-11-23 08:30:00 192.0.2.9:50100 TLS Error: TLS handshake failed'],
  };
};
