import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { SslClient } from './ssl-gather.ts';
import { endOf } from './ssl-warnings.ts';

const texts = {
  keep: {
    en: '{file} lets whoever has it into the network: keep it to yourself, use it on one device only (a second device needs a file of its own), and delete the message that brought it.',
    zh: '任何人拿到 {file} 都能接入网络：请自行保管，仅用于一台设备（第二台设备需要另一个文件），并删除传送它的消息。',
  },
  windows: {
    en: 'Windows: install OpenVPN 2.6 (OpenVPN GUI). Right-click its icon in the tray, Import, Import file, choose {file}, then Connect.',
    zh: 'Windows：安装 OpenVPN 2.6（OpenVPN GUI）。右键单击任务栏图标，选择“导入”>“导入配置文件”，选中 {file}，然后“连接”。',
  },
  macos: {
    en: 'macOS: install Tunnelblick and open {file} with it, or OpenVPN Connect and drop the file on its window; then connect.',
    zh: 'macOS：安装 Tunnelblick 并用它打开 {file}，或安装 OpenVPN Connect 并把文件拖入窗口；然后连接。',
  },
  linux: {
    en: 'Linux: install the package openvpn (2.6 is the tested version), then: sudo openvpn --config {file}',
    zh: 'Linux：安装软件包 openvpn（已测试版本为 2.6），然后运行：sudo openvpn --config {file}',
  },
  ios: {
    en: 'iPhone and iPad: install OpenVPN Connect, bring the file over with AirDrop or a cable, open it with OpenVPN, add the profile and connect.',
    zh: 'iPhone 和 iPad：安装 OpenVPN Connect，通过 AirDrop 或数据线传入文件，用 OpenVPN 打开，添加配置后连接。',
  },
  android: {
    en: 'Android: install OpenVPN Connect, copy the file to the device, Import profile, Upload file, choose it and connect.',
    zh: 'Android：安装 OpenVPN Connect，把文件复制到设备，选择“导入配置”>“上传文件”，选中文件后连接。',
  },
  reach: {
    en: 'Once connected you reach {subnets}; everything else goes its usual way. If it does not connect, send the log of the app (it holds no key).',
    zh: '连接后可访问 {subnets}；其他流量仍走原来的网络。若无法连接，请发送应用的日志（其中不含密钥）。',
  },
  reachAll: {
    en: 'Once connected all your traffic goes through the network. If it does not connect, send the log of the app (it holds no key).',
    zh: '连接后所有流量都经由该网络。若无法连接，请发送应用的日志（其中不含密钥）。',
  },
  reachUnknown: {
    en: 'If it does not connect, send the log of the app (it holds no key).',
    zh: '若无法连接，请发送应用的日志（其中不含密钥）。',
  },
  until: {
    en: 'The file works until {date}. Ask for a new one before.',
    zh: '该文件在 {date} 前有效，请提前申请新文件。',
  },
  login: {
    en: 'When connecting you are asked for a user name and a password: those of your account in the identity service (two-factor login). Enter them yourself; do not store them in the file.',
    zh: '连接时会要求输入用户名和密码：即您在身份服务中的账号（双因子认证）。请手动输入，不要写入文件。',
  },
  dns: {
    en: 'Names inside the network are answered by {servers}. The apps take this over by themselves; the command line on Linux does not: use NetworkManager there, or set the servers by hand.',
    zh: '网络内的域名由 {servers} 解析。各应用会自动采用；Linux 命令行不会：请使用 NetworkManager，或手动设置。',
  },
} satisfies Record<string, LocalizedText>;

const reachOf = (subnets: readonly string[]): LocalizedText => {
  if (subnets.length === 0) return texts.reachUnknown;
  return subnets.includes('0.0.0.0/0') ? texts.reachAll : texts.reach;
};

/** What to tell the person who gets the file, in short steps; `file` is its name without the folder. */
export const stepsFor = (client: SslClient, file: string, language: Language): string[] => {
  const { subnets, dnsServers, hasTwoFactor } = client.endpoint;
  const end = endOf(client);
  const listed = (items: readonly string[]): string => items.join(language === 'zh' ? '、' : ', ');
  const values = {
    file,
    subnets: listed(subnets),
    servers: listed(dnsServers),
    date: end === undefined ? '' : new Date(end).toISOString().slice(0, 10),
  };
  const steps = [
    texts.keep,
    ...[texts.windows, texts.macos, texts.linux, texts.ios, texts.android],
    ...(hasTwoFactor || client.cloud.hasPassword ? [texts.login] : []),
    ...(dnsServers.length > 0 ? [texts.dns] : []),
    reachOf(subnets),
    ...(end === undefined ? [] : [texts.until]),
  ];
  return steps.map((text) => format(text, language, values));
};
