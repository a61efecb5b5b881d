import { expect, it } from 'vitest';
import { asPeer } from '../../support/same-site.ts';

const alibaba = `resource "alicloud_vpn_connection" "site" {
  local_subnet  = ["172.20.0.0/16"]
  remote_subnet = [
    "10.10.0.0/16",
  ]
  ike_config {
    ike_auth_alg  = "sha256"
    ike_enc_alg   = "aes256"
    ike_version   = "ikev2"
    ike_pfs       = "group14"
    psk           = "FAKE"
    ike_local_id  = "198.51.100.1"
    ike_remote_id = "203.0.113.10"
  }
  ipsec_config {
    ipsec_pfs      = "group14"
    ipsec_enc_alg  = "aes256"
    ipsec_auth_alg = "sha256"
  }
}`;

const azure = `resource "azurerm_local_network_gateway" "hq" {
  gateway_address = "203.0.113.10"
  address_space   = ["10.10.0.0/16"]
}
resource "azurerm_virtual_network_gateway_connection" "hq" {
  connection_protocol = "IKEv2"
  ipsec_policy {
    dh_group         = "DHGroup14"
    ike_encryption   = "AES256"
    ike_integrity    = "SHA256"
    ipsec_encryption = "AES256"
    ipsec_integrity  = "SHA256"
    pfs_group        = "PFS2048"
  }
}`;

it.each([
  ['Alibaba Cloud', alibaba, 12],
  ['Azure', azure, 10],
])('resources of %s that mirror the cloud agree in every field', (_name, text, agreeing) => {
  expect(asPeer(text)).toMatchObject({ vendor: 'terraform', agreeing, differing: [], doubts: [] });
});

it.each([
  [alibaba, 'ike_enc_alg   = "aes256"', 'ike_enc_alg = "aes"', ['enc1']],
  [alibaba, '"10.10.0.0/16"', '"10.11.0.0/16"', ['selectors_local']],
  [azure, 'PFS2048', 'None', ['pfs']],
  [azure, 'DHGroup14', 'DHGroup2', ['dh1']],
])('one value that is another differs alone', (text, from, to, fields) => {
  expect(asPeer(text.replace(from, to)).differing).toEqual(fields);
});

it('an expression is unknown, and said', () => {
  expect(asPeer(alibaba.replace('"ikev2"', 'var.version'))).toMatchObject({
    ...{ differing: [], doubts: ['ike_version = var.version'] },
  });
});

it('of the two tunnels of AWS none is known to be meant', () => {
  const text = `resource "aws_vpn_connection" "hq" {
  tunnel1_phase1_encryption_algorithms = ["AES128"]
  tunnel2_phase1_encryption_algorithms = ["AES256"]
  local_ipv4_network_cidr = "10.10.0.0/16"
}`;
  expect(asPeer(text)).toMatchObject({ differing: [], doubts: ['tunnel2_address'] });
  expect(asPeer(text).end).toMatchObject({ name: 'hq tunnel2', selectors_remote: ['10.10.0.0/16'] });
});

it('a tunnel of Google has its version, address and selectors', () => {
  const text =
    'resource "google_compute_vpn_tunnel" "a" {\n  peer_ip = "203.0.113.10"\n  ike_version = 1\n  local_traffic_selector = ["172.20.0.0/16"]\n}';
  expect(asPeer(text)).toMatchObject({ vendor: 'terraform', differing: ['ike_version'] });
});
