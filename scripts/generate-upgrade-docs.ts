import { diffScaffolds } from '../src/diff/diff-scaffolds.ts';
import { formatMarkdown } from '../src/diff/format/format-markdown.ts';
import type { ScaffoldOptions } from '../src/options/generated/types.ts';

/** Jumps that many projects have before them, with what makes each of them worth a page. */
const JUMPS: readonly { readonly from: string; readonly to: string; readonly about: string }[] = [
  {
    from: 'kubebuilder@3.14.2',
    to: 'kubebuilder@4.15.0',
    about:
      'From the last release with the kube-rbac-proxy sidecar to HTTPS that the manager itself serves and protects.',
  },
  {
    from: 'kubebuilder@4.5.2',
    to: 'kubebuilder@4.15.0',
    about: 'Both serve metrics over HTTPS from the manager; what is between them is mostly certificates, CRDs and CI.',
  },
  {
    from: 'kubebuilder@4.15.0',
    to: 'kubebuilder@4.16.0',
    about: 'The newest release: a policy that lets webhooks be called, their port as a flag, and other names in Go.',
  },
  {
    from: 'pre-3.15',
    to: 'https-metrics',
    about: 'The metrics endpoint leaves the sidecar, between two presets that have none of the known defects.',
  },
];

/** The project of the pages: one kind with webhooks, one without. */
const PROJECT: Omit<ScaffoldOptions, 'preset'> = {
  projectName: 'shop',
  domain: 'example.com',
  resources: [
    { group: 'store', version: 'v1', kind: 'Order', webhooks: { defaulting: true, validation: true } },
    { group: 'store', version: 'v1', kind: 'Item' },
  ],
};

/** The pages of docs/upgrading. */
export function generateUpgradeDocs(): Record<string, string> {
  const pages = JUMPS.map(({ from, to, about }) => {
    const diff = diffScaffolds({ ...PROJECT, preset: from }, { ...PROJECT, preset: to });
    const command = `operator-scaffold diff --from ${from} --to ${to} --project .`;
    const intro = `# From ${from} to ${to}

${about} For your own kinds and names:

\`\`\`sh
${command}
\`\`\`

`;
    return { path: `docs/upgrading/${fileName(from, to)}`, from, to, about, content: intro + formatMarkdown(diff) };
  });
  const list = pages.map(
    ({ path, from, to, about }) => `- [From ${from} to ${to}](${path.split('/').pop()}): ${about}`,
  );
  const index = `# From one scaffold to another

What changes between two presets, why, what breaks and what is to be done by hand, for a project called shop with a
kind that has webhooks and one that has none. The pages are made by \`npm run generate\`.

${list.join('\n')}

Any other pair, and your own project instead of shop: \`operator-scaffold diff\`, or \`diffScaffolds\` and
\`formatMarkdown\`. To have it done to a project: [upgrading a project](../upgrading-a-project.md).
`;
  return {
    ...Object.fromEntries(pages.map(({ path, content }) => [path, content])),
    'docs/upgrading/README.md': index,
  };
}

function fileName(from: string, to: string): string {
  const short = (preset: string) => preset.replace('kubebuilder@', '');
  return `${short(from)}-to-${short(to)}.md`;
}
