import { inWiredRoots, type Rule } from './rule.ts';

export const containerWithoutImage: Rule = {
  id: 'container-without-image',
  family: 'wiring',
  severity: 'error',
  title: 'A container without image',
  why: `A patch that names a container which no other file has adds one, with nothing but what stands in the patch. The API server
refuses a pod with a container without image. It is what is left where the patch that added the proxy is taken out and
another one still changes it.

Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { object, containers } of root.wiring.workloads) {
        for (const { image, name, path } of containers) {
          if (image !== '') continue;
          yield {
            at: { root, object, path },
            message: `the container ${name} has no image: only a patch names it`,
            fix: `take ${name} out of the patch, or name the container that is meant`,
          };
        }
      }
    });
  },
};
