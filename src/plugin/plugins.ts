import { chartPlugin } from './plugins/chart-plugin.ts';
import type { PluginEntry } from './plugins/plugin-entry.ts';
import { rbacProxyPlugin } from './plugins/rbac-proxy-plugin.ts';
import { upgradePlugin } from './plugins/upgrade-plugin.ts';

/** The plugins that the package brings along. */
export const PLUGINS: readonly PluginEntry[] = [chartPlugin, rbacProxyPlugin, upgradePlugin];
