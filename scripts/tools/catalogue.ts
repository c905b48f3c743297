/** A program that Go builds from a module, pinned. */
export interface GoTool {
  readonly package: string;
  readonly version: string;
  /** The binary's name after `go install`. */
  readonly binary: string;
}

/** The real tools of the conformance suite. A pin changes here and nowhere else. */
export const GO_TOOLS = {
  kustomize: { package: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.8.2', binary: 'kustomize' },
  'kustomize-5.5': { package: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.5.0', binary: 'kustomize' },
  helm: { package: 'helm.sh/helm/v3/cmd/helm', version: 'v3.19.2', binary: 'helm' },
  'helm-4': { package: 'helm.sh/helm/v4/cmd/helm', version: 'v4.3.1', binary: 'helm' },
  'controller-gen': {
    package: 'sigs.k8s.io/controller-tools/cmd/controller-gen',
    version: 'v0.23.0',
    binary: 'controller-gen',
  },
  helmify: { package: 'github.com/arttor/helmify/cmd/helmify', version: 'v0.4.5', binary: 'helmify' },
  'kube-score': { package: 'github.com/zegl/kube-score/cmd/kube-score', version: 'v1.20.0', binary: 'kube-score' },
} as const satisfies Record<string, GoTool>;

export type GoToolName = keyof typeof GO_TOOLS;

/** The Kubernetes API server, and the etcd that it keeps its objects in (the version that Kubernetes itself requires). */
export const KUBERNETES = { version: 'v1.34.1', libraries: 'v0.34.1' } as const;

/** Modules whose CustomResourceDefinitions the charts' objects need. */
export const CRD_MODULES = {
  'cert-manager': { module: 'github.com/cert-manager/cert-manager', version: 'v1.19.1' },
  // The operator's root module is not served by every proxy; the module of its types is.
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring',
    version: 'v0.86.1',
  },
} as const;
