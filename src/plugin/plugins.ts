import { chartPlugin } from './plugins/chart-plugin.ts';
import type { PluginEntry } from './plugins/plugin-entry.ts';

/** The plugins that the package brings along. */
export const PLUGINS: readonly PluginEntry[] = [chartPlugin];
