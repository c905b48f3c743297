import { isProxyImage } from '../../objects/wiring/workloads.ts';
import type { AuditInput } from '../input/audit-input.ts';
import { isPublished } from '../input/published.ts';
import type { Found, Rule } from './rule.ts';

/**
 * A kube-rbac-proxy of Kubebuilder's registry, by any of its names: Google's hosts of a region, and mirrors that only
 * passed on what it had, which are called `gcr.` and somebody's name.
 */
const GONE =
  /(?:^|[\s"'=:@(])((?:(?:[a-z]{1,8}\.)?gcr\.io|gcr\.[a-z0-9.-]{1,64})\/kubebuilder\/kube-rbac-proxy[\w.:@-]*)/;
/** The frozen registry of Kubernetes, which moved to registry.k8s.io; and a mirror of Docker Hub, which has images of its own. */
const ELSEWHERE = /^(?:k8s|mirror)\.gcr\.io\//;
/** Files that are about the image and do not pull it. */
const TALK =
  /(?:\.(?:md|adoc|txt|rst|html|go|sum|svg|lock|json5?|diff|patch|golden)|(?:^|\/)CHANGELOG[^/]*)$|(?:^|\/)(?:testdata|fixtures)\//i;

export const proxyImageGone: Rule = {
  id: 'proxy-image-gone',
  family: 'images',
  severity: 'error',
  title: 'The image of the proxy cannot be pulled',
  why: `Kubebuilder's registry \`gcr.io/kubebuilder\` is closed, and with it every mirror that only passed its images on. A pod
that needs \`kube-rbac-proxy\` from there stays in ImagePullBackOff wherever no node has the image already.

Source: https://github.com/kubernetes-sigs/kubebuilder/discussions/3907`,
  *check(input) {
    const told = new Set<string>();
    for (const root of input.roots) {
      for (const workload of root.wiring.workloads) {
        for (const container of workload.containers) {
          if (goneImage(` ${container.image}`) === undefined) continue;
          const path = [...container.path, 'image'];
          const place = input.places.of(root, workload.object, path);
          told.add(place.file);
          yield { ...withImage(container.image), at: { root, object: workload.object, path } };
        }
      }
    }
    yield* inFiles(input, told);
  },
};

/** The image that a line asks for and that is gone. */
export function goneImage(line: string): string | undefined {
  const image = GONE.exec(line)?.[1];
  return image === undefined || ELSEWHERE.test(image) || !isProxyImage(image)
    ? undefined
    : image.replace(/(?<![.:])[.:]+$/, '');
}

/** Everything that is not built here: charts' values, bundles, Makefile, CI, patches of directories that do not build. */
function* inFiles({ tree, roots, named }: AuditInput, told: ReadonlySet<string>): Generator<Found> {
  const built = new Set(roots.filter(({ issues }) => issues.length === 0).flatMap(({ reached }) => [...reached.files]));
  const unused = (path: string) => /(?:^|\/)config\//.test(path) && /\.ya?ml$/.test(path) && !named.has(path);
  const published: (Found & { readonly at: { readonly file: string } })[] = [];
  for (const { path, content } of tree) {
    if (TALK.test(path) || told.has(path) || !content.includes('kube-rbac-proxy')) continue;
    // What kustomize reads was looked at as it comes out, where an entry of `images` may have changed it.
    if (built.has(path) && !path.includes('templates/')) continue;
    if (unused(path)) continue;
    const lines = content.split('\n');
    for (const [index, line] of lines.entries()) {
      if (/^\s*#/.test(line)) continue;
      const image = goneImage(line) ?? splitImage(lines, index);
      if (image === undefined) continue;
      const finding = { ...withImage(image), at: { file: path, line: index + 1 } };
      if (isPublished(path)) published.push(finding);
      else yield finding;
    }
  }
  const last = published.at(-1);
  if (last === undefined) return;
  const others = new Set(published.map(({ at }) => at.file)).size - 1;
  const more = others === 0 ? '' : `; so have ${others} more files of published releases`;
  yield { ...last, severity: 'note', message: `${last.message}${more}` };
}

/** Charts keep the registry in a value of its own. */
function splitImage(lines: readonly string[], index: number): string | undefined {
  const repository = /^\s*(?:repository|name|image): *["']?(kubebuilder\/kube-rbac-proxy)["']?\s*$/.exec(
    lines[index]!,
  )?.[1];
  if (repository === undefined) return undefined;
  const near = lines.slice(Math.max(0, index - 3), index + 4);
  const registry = near.map((line) => /^\s*(?:registry|host): *["']?([\w.-]+)["']?\s*$/.exec(line)?.[1]).find(Boolean);
  return registry === undefined ? undefined : goneImage(` ${registry}/${repository}`);
}

/** What is wrong with a container's image; undefined where its registry is not known to be gone. */
export function imageGoneMessage(image: string): string | undefined {
  return goneImage(` ${image}`) === undefined ? undefined : messageOf(image);
}

function messageOf(image: string): string {
  return `${image} can no longer be pulled: its registry is closed`;
}

function withImage(image: string): Pick<Found, 'message' | 'fix'> {
  return {
    message: messageOf(image),
    fix: 'operator-scaffold upgrade --only metrics --to https-metrics leaves the proxy; --to pre-3.15 takes the image of quay.io/brancz/kube-rbac-proxy',
  };
}
