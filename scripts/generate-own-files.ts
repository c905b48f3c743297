import { OWN_PRESETS } from '../src/base/preset-places.ts';
import { toProject } from '../src/options/to-project.ts';
import { buildScaffold } from '../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../src/scaffold/read-options.ts';
import { Recorder } from './fingerprints/recorder.ts';
import { mixtures, scenarios } from './fingerprints/scenarios.ts';
import { recordModule } from './fingerprints/write.ts';

/** Made of parts that others have too, so that our texts, which come from one emitter each, show nothing new. */
const SPARED = new Set([
  ...['two', 'validation', 'admission-conversion', 'defaulting-conversion', 'validation-conversion'],
  ...['builtin-validation', 'groups-init', 'groups-conversion', 'cluster', 'namespaced-init'],
]);

/** What the files look like that this library writes, for each preset: src/base tells by it who edited what. */
export function generateOwnFiles(): Record<string, string> {
  const recorder = new Recorder();
  for (const [place, preset] of OWN_PRESETS.entries()) {
    for (const { name, options } of [...scenarios(), ...mixtures()]) {
      if (SPARED.has(name)) continue;
      const whole = { ...options, preset };
      if (validateOptions(whole).length > 0) continue;
      recorder.add(
        new Map([...buildScaffold(whole)].map(({ path, content }) => [path, content])),
        toProject(whole),
        place,
      );
    }
  }
  const comment =
    'Generated from our own scaffolds by `npm run generate`: digests of their files, see src/base/fingerprints.';
  return { 'src/base/generated/own-files.ts': recordModule('OWN_FILES', comment, recorder.records()) };
}
