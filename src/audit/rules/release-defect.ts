import { defectsOf } from '../../presets/defects/defects-of.ts';
import type { Rule } from './rule.ts';

/**
 * The files that have a defect as their release wrote them: what they are in any project. Defects that show in what is
 * rendered have rules of their own, and are no part of this.
 */
const PLACES: Readonly<Record<string, RegExp>> = {
  D9: /^config\/samples\/(?!kustomization)[^/]*\.yaml$/,
  D13: /^(?:cmd\/)?main\.go$/,
  D16: /^\.dockerignore$/,
  D28: /^(?:cmd\/)?main\.go$/,
  D29: /^(?:cmd\/)?main\.go$/,
  D33: /^Makefile$/,
  D34: /^Dockerfile$/,
  D35: /^Makefile$/,
  D36: /^(?:Makefile|cmd\/main\.go)$/,
  D41: /^Makefile$/,
  D42: /^\.github\/workflows\/lint\.yml$/,
  D49: /^\.dockerignore$/,
};

export const releaseDefect: Rule = {
  id: 'release-defect',
  family: 'age',
  severity: 'note',
  title: 'A defect of the release that wrote the file',
  why: `Releases of Kubebuilder had defects that no other rule looks for: they lie in the Go sources, the Makefile or the build of the
image. A defect is told where Kubebuilder wrote the file, every release that wrote it so has the defect, and nobody has
edited it since. [The defects](../defects.md) by release.`,
  *check({ base }) {
    if (base.author !== 'kubebuilder') return;
    for (const { path, state, presets = [] } of base.files) {
      if (state !== 'untouched' || presets.length === 0) continue;
      const sets = presets.map((preset) => defectsOf(preset.replace(/^kubebuilder@/, '')));
      for (const { id, what, remedy } of sets[0]!) {
        if (PLACES[id]?.test(path) !== true) continue;
        if (!sets.every((set) => set.some((defect) => defect.id === id))) continue;
        yield {
          at: { file: path },
          message: `${id} of ${presets[0]}: ${what.replace(/\.$/, '')}`,
          fix: remedy.replace(/\.$/, ''),
        };
      }
    }
  },
};
