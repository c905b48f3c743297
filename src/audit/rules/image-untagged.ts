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
          // A variable or a placeholder is filled in by whoever applies it.
          if (image === '' || /[${}<>]/.test(image) || /@|:[^/]+$/.test(image)) continue;
          // `ko://` and the like name a program that a tool builds and puts an image in the place of.
          if (/^[a-z]+:\/\//.test(image)) continue;
          // `controller` alone is what `kustomize edit set image` replaces.
          if (/^[a-z0-9-]+$/.test(image)) continue;
          yield {
            at: { root, object, path: [...path, 'image'] },
            message: `${image} has no tag, so what runs depends on the day`,
            fix: 'name a tag or a digest',
          };
        }
      }
    });
  },
};
