import { listPresets, type PresetInfo } from 'operator-scaffold';

declare const data: readonly PresetInfo[];
export { data };

export default {
  load: (): readonly PresetInfo[] => listPresets(),
};
