import { nameLivingImage } from './proxy-image.ts';
import type { ExitState } from './state.ts';

/** Where a proxy stays (in a chart, a bundle, beside another program), with an image that can be pulled. */
export function planStayingImage(state: ExitState): void {
  state.step(
    {
      id: 'metrics/proxy-image',
      title: 'Name an image of kube-rbac-proxy that can be pulled, where the proxy stays',
      why: GONE_WHY,
      links: GONE_LINKS,
    },
    nameLivingImage(state.tree).tree,
  );
}

const GONE_WHY =
  'The registry gcr.io/kubebuilder is closed, and Bitnami took its image from Docker Hub. quay.io/brancz is where the project itself publishes the same releases.';
const GONE_LINKS = [
  'https://github.com/kubernetes-sigs/kubebuilder/discussions/3907',
  'https://github.com/brancz/kube-rbac-proxy',
];

/** The proxy stays, everywhere with an image that can be pulled. */
export function planImage(state: ExitState): void {
  const { tree, left } = nameLivingImage(state.tree);
  state.step(
    {
      id: 'metrics/proxy-image',
      title: 'Name an image of kube-rbac-proxy that can be pulled',
      why: GONE_WHY,
      links: GONE_LINKS,
    },
    tree,
  );
  for (const { path, line, text } of left) {
    state.builder.manual.push({
      path,
      line,
      text: `This image can no longer be pulled, and which of quay.io/brancz/kube-rbac-proxy it is does not stand there (a digest is of one registry, a tag begins with v): ${text.slice(0, 120)}`,
      steps: [],
    });
  }
}
