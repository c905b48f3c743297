import type { BaseNote, Evidence, ProjectRecord } from './model.ts';

/** What the layout in PROJECT says about the release. */
export interface Layout {
  /** Whether a preset can have made a project of this layout. */
  readonly allows: (preset: string) => boolean;
  /** Whether the layout alone says that this is a scaffold. */
  readonly certain: boolean;
  /** Whether the release itself is not among those that are known. */
  readonly doubtful: boolean;
  readonly notes: readonly BaseNote[];
  readonly evidence: readonly Evidence[];
}

const PROXY = /^(?:kubebuilder@3\.1[34]\.|pre-3\.15$)/;
/** Kubebuilder 4 has no plugin of an older layout (`kubebuilder init --help` of 4.0.0): what says 4 was upgraded by us. */
const UPGRADED = /^[4-9]\./;

/**
 * Reads the layout. `go.kubebuilder.io/v2` and `/v3` are of releases up to 3.14, the first of which is 3.13.0 here: their
 * config/ is that of the proxy, and their Go files stand elsewhere (main.go at the root, controllers/).
 */
export function layoutOf({ layout, version, cliVersion = '' }: ProjectRecord): Layout {
  const [key = ''] = layout;
  const evidence = (speaks: Evidence['speaks']): Evidence[] =>
    key === '' ? [] : [{ kind: 'layout', speaks, path: 'PROJECT', text: `layout ${layout.join(', ')}` }];
  const old = /^go\.kubebuilder\.io\/v[23](?:-\w+)?$/.test(key) || version === '2' || version === '1';
  if (old) {
    const message =
      `The layout ${key || `of PROJECT version ${version}`} is older than any known release. The nearest one is the oldest ` +
      'with the same manifests: its config/ has the kube-rbac-proxy as well, while main.go and controllers/ stand elsewhere.';
    return {
      allows: (preset) => UPGRADED.test(cliVersion) || PROXY.test(preset),
      certain: true,
      doubtful: true,
      notes: [{ code: 'older-layout', path: 'PROJECT', message }],
      evidence: evidence('for'),
    };
  }
  const foreign = key !== '' && !key.startsWith('go.kubebuilder.io/') && !/^base\.go\./.test(key);
  const message = `The layout ${key} has no Go of Kubebuilder's: config/ alone is compared.`;
  return {
    allows: () => true,
    certain: key.startsWith('go.kubebuilder.io/v4'),
    doubtful: false,
    notes: foreign ? [{ code: 'foreign-layout', path: 'PROJECT', message }] : [],
    evidence: evidence('for'),
  };
}
