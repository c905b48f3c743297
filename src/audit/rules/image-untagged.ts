import { inWiredRoots, type Rule } from './rule.ts';

export const imageUntagged: Rule = {
  id: 'image-untagged',
  family: 'images',
  severity: 'warning',
  title: 'An image without tag',
  why: `Without a tag or digest the newest image counts, so what runs depends on the day a node pulled it, and a rollback brings
nothing back.

Source: https://kubernetes.io/docs/concepts/containers/images/#image-names`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { object, containers } of root.wiring.workloads) {
        for (const { image, path } of containers) {
          // `controller` alone is what `kustomize edit set image` replaces.
          if (/^[a-z0-9-]+$/.test(image)) continue;
          const message = untaggedMessage(image);
          if (message === undefined) continue;
          yield { at: { root, object, path: [...path, 'image'] }, message, fix: 'name a tag or a digest' };
        }
      }
    });
  },
};

/** What is wrong with an image that says neither tag nor digest; undefined where it does, or is none yet. */
export function untaggedMessage(image: string): string | undefined {
  // A variable or a placeholder is filled in by whoever applies it.
  if (image === '' || /[${}<>]/.test(image) || /@|:[^/]+$/.test(image)) return undefined;
  // `ko://` and the like name a program that a tool builds and puts an image in the place of.
  if (/^[a-z]+:\/\//.test(image)) return undefined;
  return `${image} has no tag, so what runs depends on the day`;
}
