import { parseImage } from '../../options/image.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { labels, podLabels } from './labels.ts';
import { scalar } from './text.ts';

/** The Namespace and the Deployment, before the patches of config/default. */
export const managerDeployment: Emitter = ({ project, profile }) => {
  const { objectLabels, selectorsNameProject, managerArguments, podListsPresent, healthPortDeclared } = profile;
  const subject = (name: string, instance: string) =>
    labels(objectLabels, project, { name, instance, component: 'manager' });
  const lists = podListsPresent;
  return [
    [
      'config/manager/manager.yaml',
      `apiVersion: v1
kind: Namespace
metadata:
  labels:
    control-plane: controller-manager
${subject('namespace', 'system')}  name: system
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
  labels:
    control-plane: controller-manager
${subject('deployment', 'controller-manager')}spec:
  selector:
    matchLabels:
${podLabels(selectorsNameProject, project, '      ')}  replicas: 1
  template:
    metadata:
      annotations:
        kubectl.kubernetes.io/default-container: manager
      labels:
${podLabels(selectorsNameProject, project, '        ')}    spec:
      # To run on several architectures, build the image for them and name them here, such as:
      # affinity:
      #   nodeAffinity:
      #     requiredDuringSchedulingIgnoredDuringExecution:
      #       nodeSelectorTerms:
      #         - matchExpressions:
      #             - key: kubernetes.io/arch
      #               operator: In
      #               values: [amd64, arm64]
      securityContext:
        runAsNonRoot: true
${profile.containersConfined ? IDENTITY : ''}${
  profile.podSeccompProfile
    ? '        seccompProfile:\n          type: RuntimeDefault\n'
    : '        # The restricted Pod Security Standard asks for this as well:\n        # seccompProfile:\n        #   type: RuntimeDefault\n'
}      containers:
      - command:
        - /manager
        args:
${managerArguments.map((argument) => `          - ${argument}\n`).join('')}        image: controller:latest
        name: manager
${managerEnvironment(project.namespaced)}${managerPorts(lists, healthPortDeclared)}        securityContext:
${profile.readOnlyRootFilesystem ? '          readOnlyRootFilesystem: true\n' : ''}          allowPrivilegeEscalation: false
          capabilities:
            drop:
            - ALL
        livenessProbe:
          httpGet:
            path: /healthz
            port: 8081
          initialDelaySeconds: 15
          periodSeconds: 20
        readinessProbe:
          httpGet:
            path: /readyz
            port: 8081
          initialDelaySeconds: 5
          periodSeconds: 10
        # Measure what the manager needs and set it here.
        resources:
          limits:
            cpu: 500m
            memory: 128Mi
${profile.containersConfined ? diskShare('500Mi') : ''}          requests:
            cpu: 10m
            memory: 64Mi
${profile.containersConfined ? diskShare('50Mi') : ''}${lists ? '        volumeMounts: []\n      volumes: []\n' : ''}      serviceAccountName: controller-manager
      terminationGracePeriodSeconds: 10
`,
    ],
  ];
};

/** The user of the image, so that the kubelet knows it beforehand. */
const IDENTITY = `        # The user of the image. OpenShift gives every namespace ids of its own: delete these two lines there.
        runAsUser: 65532
        runAsGroup: 65532
`;

/** A line among the resources of a container: logs are most of what a manager writes. */
export function diskShare(size: string): string {
  return `            ephemeral-storage: ${size}\n`;
}

function managerPorts(lists: boolean, health: boolean): string {
  if (health) return '        ports:\n        - containerPort: 8081\n          name: health\n          protocol: TCP\n';
  return lists ? '        ports: []\n' : '';
}

function managerEnvironment(namespaced: boolean): string {
  if (!namespaced) return '';
  return `        env:
        - name: WATCH_NAMESPACE
          valueFrom:
            fieldRef:
              fieldPath: metadata.namespace
`;
}

/** Where `kustomize edit set image` writes the image to. */
export const managerKustomization: Emitter = ({ project }) => {
  const image = imageTransformer(project.image);
  return [['config/manager/kustomization.yaml', `resources:\n- manager.yaml\n${image}`]];
};

function imageTransformer(image: string): string {
  if (image === 'controller:latest') return '';
  const { name, tag, digest } = parseImage(image) ?? { name: image, tag: undefined, digest: undefined };
  const version =
    digest !== undefined
      ? `  digest: ${digest}
`
      : tag !== undefined
        ? `  newTag: ${JSON.stringify(tag)}
`
        : '';
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
images:
- name: controller
  newName: ${scalar(name)}
${version}`;
}

/** A patch for a ComponentConfig file, which the default kustomization does not refer to. */
export const componentConfigPatch: Emitter = ({ profile }) => {
  if (!profile.componentConfigPatch) return NO_FILES;
  return [
    [
      'config/default/manager_config_patch.yaml',
      `apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
spec:
  template:
    spec:
      containers:
      - name: manager
`,
    ],
  ];
};
