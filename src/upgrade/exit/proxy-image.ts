import type { FileTree } from '../../core/file-tree.ts';
import { nameOf } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { withText } from './entries.ts';

/** Where the project of kube-rbac-proxy itself publishes its images, with the same tags. */
export const LIVING_IMAGE = 'quay.io/brancz/kube-rbac-proxy';

/**
 * Images that can no longer be pulled, with a tag that stands behind them: Kubebuilder's own registry is closed since
 * March 2026, with it what passed it on (mirror.gcr.io is one of Docker Hub, and k8s.gcr.io another registry), and
 * Bitnami took its image from Docker Hub.
 */
const GONE =
  /(?<![\w./-])(?:(?!k8s\.gcr\.io|mirror\.gcr\.io)(?:(?:[a-z]+[.-])*gcr\.io|gcr\.[a-z0-9.-]+)\/kubebuilder|(?:(?:registry-1\.|index\.)?docker\.io\/)?bitnami)\/kube-rbac-proxy(?![\w/-])(?::([\w.-]+))?/;
/** The same in values, with the registry in a line of its own. */
const SPLIT =
  /^([ \t]*registry:[ \t]*)(["']?)gcr\.io\2([ \t]*\r?\n[ \t]*(?:repository|image|name):[ \t]*)(["']?)kubebuilder\/kube-rbac-proxy\4/gm;

/** Texts that say what was once released, and are not deployed any more. */
const PAST = /(^|\/)(CHANGELOG|CHANGES|HISTORY|RELEASE[-_]?NOTES)[^/]*$|(^|\/)(vendor|node_modules|\.git)\//i;

/** A folder or file that bears the number of a release is that release as it was. */
export function isPast(path: string): boolean {
  return PAST.test(path) || /(^|[/_-])v?\d+\.\d+\.\d+([/_.-]|$)/.test(path);
}

/**
 * Names the image that can be pulled wherever one is named that cannot. Digests are of another build and stay, as does
 * what tells the tag elsewhere where its tags are others.
 */
export function nameLivingImage(tree: FileTree): {
  tree: FileTree;
  left: { path: string; line: number; text: string }[];
} {
  let next = tree;
  const left: { path: string; line: number; text: string }[] = [];
  for (const { path, content } of tree) {
    if (!SPEAKS.test(content) || isPast(path)) continue;
    next = withText(
      next,
      path,
      withLivingImage(content, (line, text) => left.push({ path, line, text }), PROSE.test(path)),
    );
  }
  return { tree: next, left };
}

/** Whether a value is another with the image that can be pulled, and with another hash behind the names of ConfigMaps. */
export function isLivingImageOf(value: JsonValue | undefined, old: JsonValue | undefined): boolean {
  if (typeof value === 'string' && typeof old === 'string') {
    const bare = (name: string) => name.replace(HASH, '');
    return value === old || value === withLivingImage(old) || (value !== bare(value) && bare(value) === bare(old));
  }
  if (typeof value !== 'object' || typeof old !== 'object' || value === null || old === null) return value === old;
  const entries = Object.entries(value);
  return (
    Array.isArray(value) === Array.isArray(old) &&
    entries.length === Object.keys(old).length &&
    entries.every(([key, each]) => Object.hasOwn(old, key) && isLivingImageOf(each, (old as JsonObject)[key]))
  );
}

/** Whether an object has a name with a hash because of a text that speaks of the image. */
export function isGeneratedWithImage(object: KubernetesObject | undefined): boolean {
  return (
    object?.kind === 'ConfigMap' && HASH.test(nameOf(object)) && JSON.stringify(object).includes('kube-rbac-proxy')
  );
}

/** What kustomize puts behind the name of what it generates. */
const HASH = /-[a-z0-9]{10}$/;

/** Texts for people: what has no tag there is about the image, as that it cannot be pulled any more. */
const PROSE = /\.(md|mdx|adoc|rst|txt)$/i;
const COMMENT = /^\s*(#|\/\/|\*)/;

function withLivingImage(
  content: string,
  stays: (line: number, text: string) => void = () => undefined,
  isProse = false,
): string {
  const lines = content.split('\n').map((line, index) => {
    if (line.length > 10_000) return line;
    const isAbout = isProse || COMMENT.test(line);
    return line.replace(GONE_ALL, (word, tag: string | undefined, at: number) => {
      if (tag === undefined && isAbout) return word;
      const living = livingTag(word, tag, line[at + word.length]);
      if (living !== undefined) return LIVING_IMAGE + living;
      stays(index + 1, line.trim());
      return word;
    });
  });
  return lines
    .join('\n')
    .replace(
      SPLIT,
      (_, key, quote, middle, other) => `${key}${quote}quay.io${quote}${middle}${other}brancz/kube-rbac-proxy${other}`,
    );
}

const SPEAKS = /(kubebuilder|bitnami)\/kube-rbac-proxy/;
const GONE_ALL = new RegExp(GONE.source, 'g');

/** The tag of the living image, with its colon: they begin with a v, and those of Bitnami tell the base system, too. */
function livingTag(word: string, tag: string | undefined, behind: string | undefined): string | undefined {
  if (behind === '@') return undefined;
  if (tag === undefined) return word.includes('bitnami') ? undefined : '';
  const release = /^(\d+\.\d+\.\d+)(?:-[a-z]+-\d+(?:-r\d+)?)?$/.exec(tag)?.[1];
  if (release !== undefined) return `:v${release}`;
  return /^\d/.test(tag) ? undefined : `:${tag}`;
}
