import type { Base } from '../../base/model.ts';
import { defectsOf } from '../../presets/defects/defects-of.ts';
import type { Rule } from './rule.ts';

/** Where a defect shows. */
interface Showing {
  /** The files that have it as their release wrote them: what they are in any project. */
  readonly files: RegExp;
  /** Whether a project can meet it. Default: every one. */
  readonly meets?: (base: Base) => boolean;
}

const hasKinds = ({ options }: Base) => (options.resources ?? []).some(({ api }) => api !== false);
const hasWebhooks = ({ options }: Base) => (options.resources ?? []).some(({ webhooks }) => webhooks !== undefined);
const MAIN = /^(?:cmd\/)?main\.go$/;

/** Defects that show in what is rendered have rules of their own, and are no part of this. */
const SHOWINGS: Readonly<Record<string, Showing>> = {
  D9: { files: /^config\/samples\/(?!kustomization)[^/]*\.yaml$/ },
  D13: { files: MAIN, meets: hasWebhooks },
  D16: { files: /^\.dockerignore$/ },
  D28: { files: MAIN },
  D29: { files: MAIN },
  D33: { files: /^Makefile$/ },
  D34: { files: /^Dockerfile$/, meets: (base) => !hasKinds(base) },
  D35: { files: /^Makefile$/, meets: (base) => !hasKinds(base) },
  D36: { files: /^(?:Makefile|cmd\/main\.go)$/ },
  D41: { files: /^Makefile$/ },
  D42: { files: /^\.github\/workflows\/lint\.yml$/ },
  D49: { files: /^\.dockerignore$/ },
};

export const releaseDefect: Rule = {
  id: 'release-defect',
  family: 'age',
  severity: 'note',
  title: 'A defect of the release that wrote the file',
  why: `Releases of Kubebuilder had defects that no other rule looks for: they lie in the Go sources, the Makefile or the build of the
image. A defect is told where Kubebuilder wrote the file, every release that wrote it so has the defect, and nobody has
edited it since; and only in a project that can meet it. [The defects](../defects.md) by release.`,
  *check({ base }) {
    if (base.author !== 'kubebuilder') return;
    for (const { path, state, presets = [] } of base.files) {
      if (state !== 'untouched' || presets.length === 0) continue;
      const sets = presets.map((preset) => defectsOf(preset.replace(/^kubebuilder@/, '')));
      for (const { id, what, remedy } of sets[0]!) {
        const showing = SHOWINGS[id];
        if (showing?.files.test(path) !== true || showing.meets?.(base) === false) continue;
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
