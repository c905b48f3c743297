import type { ResourceOptions, ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';

/** Projects that together have every file of the Go side, and the names that are hardest on it. */
export function goSamples(preset: string): { readonly name: string; readonly options: ScaffoldOptions }[] {
  const { profile } = resolvePreset(preset);
  // Webhooks for core types exist since they have a package of their own.
  const coreWebhooks = profile.webhookPackage === 'internal';
  return [
    { name: 'nothing but a manager', options: { preset, projectName: 'bare', license: 'none' } },
    { name: 'every kind of file', options: { preset, ...everything(coreWebhooks) } },
    { name: 'names at the limits', options: { preset, ...names() } },
    { name: 'groups at the limits', options: { preset, ...groups(coreWebhooks, profile.webhookNamesUnique) } },
    ...(profile.externalTypes ? [{ name: 'types of others', options: { preset, ...foreign() } }] : []),
    ...(profile.freeVersionNames ? [{ name: 'versions at the limits', options: { preset, ...versions() } }] : []),
    ...(profile.namespacedMode ? [{ name: 'one namespace', options: { preset, ...confined() } }] : []),
  ];
}

function everything(coreWebhooks: boolean): ScaffoldOptions {
  return {
    projectName: 'demo',
    domain: 'example.com',
    owner: 'The Demo Authors',
    year: 2026,
    resources: [
      {
        group: 'shop',
        version: 'v1',
        kind: 'Widget',
        webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2', 'v1alpha1'] },
      },
      { group: 'shop', version: 'v2', kind: 'Widget', controller: false },
      { group: 'shop', version: 'v1alpha1', kind: 'Widget', controller: false },
      { group: 'shop', version: 'v1', kind: 'Shelf', plural: 'shelving', webhooks: { defaulting: true } },
      { group: 'shop', version: 'v2', kind: 'Region', api: { namespaced: false }, webhooks: { validation: true } },
      { group: 'shop', version: 'v2', kind: 'Record', controller: false },
      { group: 'shop', version: 'v1', kind: 'Courier', api: false },
      { group: 'apps', version: 'v1', kind: 'Deployment', core: true },
      {
        group: 'core',
        version: 'v1',
        kind: 'Pod',
        core: true,
        controller: false,
        ...(coreWebhooks ? { webhooks: { defaulting: true, validation: true } } : {}),
      },
      {
        group: 'networking',
        version: 'v1',
        kind: 'Ingress',
        core: true,
        ...(coreWebhooks ? { webhooks: { validation: true } } : {}),
      },
    ],
  };
}

/** Kinds that are named like what the files import or declare, acronyms, digits, and no group at all. */
function names(): ScaffoldOptions {
  const kinds =
    'Client Manager Reconciler Scheme Error Object Context Request Result Type Func String Default Validator Runtime ' +
    'Webhook Suite Test Main Init HTTPRoute V1 A X509 Conversion Hub Zap Log Spec Status List Namespace Expect Report ' +
    'Time ObjectMeta TypeMeta ListMeta T It TestAPIs TestWebhooks TestControllers Linux Windows Arm64 Handler Condition Foo Items';
  const webhooks = { defaulting: true, validation: true };
  return {
    projectName: '1-a-0',
    domain: 'x-1.example.com',
    repo: 'github.com/Some-Org/op.erator_~1/go-type.v3',
    resources: kinds
      .split(' ')
      // Some releases take webhooks for the first kinds only.
      .map((kind, index): ResourceOptions => ({ version: 'v1', kind, ...(index < 40 ? { webhooks } : {}) })),
  };
}

/** Groups that are named like imports of the files, with dashes, dots and digits, several to a version. */
function groups(coreWebhooks: boolean, sameKinds: boolean): ScaffoldOptions {
  const webhooks = { defaulting: true, validation: true };
  return {
    projectName: 'multi',
    domain: 'example.com',
    repo: 'demo',
    multigroup: true,
    resources: [
      ...'meta webhook controller client ctrl log runtime init core.example.com sea-creatures a1 scheme'.split(' ').map(
        (group, index): ResourceOptions => ({
          group,
          version: 'v1',
          kind: `Thing${sameKinds ? '' : index}`,
          webhooks,
        }),
      ),
      { version: 'v1', kind: 'Ungrouped', webhooks },
      { group: 'meta', version: 'v1beta1', kind: 'Other', controller: false },
      {
        group: 'batch',
        version: 'v1',
        kind: 'Job',
        core: true,
        ...(coreWebhooks ? { webhooks: { validation: true } } : {}),
      },
    ],
  };
}

/** Versions that, alone or behind their group, spell words of Go or names that the files use. */
function versions(): ScaffoldOptions {
  const webhooks = { defaulting: true, validation: true };
  const alone = 'runtime schema scheme metav1 context string true test log webhook admission client init'.split(' ');
  const together = 'm/gr c/tx st/ring o/bj e/rr re/q obj/ect lo/g shop/log cli/ent f/unc';
  return {
    projectName: 'versions',
    domain: 'example.com',
    multigroup: true,
    license: 'none',
    resources: [
      ...alone.map((version, index): ResourceOptions => ({ group: 'store', version, kind: `Thing${index}`, webhooks })),
      ...together.split(' ').map((name): ResourceOptions => {
        const [group = '', version = ''] = name.split('/');
        return { group, version, kind: group[0]?.toUpperCase() + group.slice(1), webhooks };
      }),
    ],
  };
}

/** Types of other modules: one that needs its own, and one that the scaffold's libraries bring along. */
function foreign(): ScaffoldOptions {
  const webhooks = { defaulting: true, validation: true };
  return {
    projectName: 'foreign',
    domain: 'example.com',
    editorFiles: false,
    resources: [
      {
        group: 'cert-manager',
        domain: 'io',
        version: 'v1',
        kind: 'Certificate',
        external: true,
        path: 'github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1',
        module: 'github.com/cert-manager/cert-manager@v1.18.2',
        webhooks,
      },
      {
        group: 'apiextensions',
        domain: 'k8s.io',
        version: 'v1',
        kind: 'CustomResourceDefinition',
        external: true,
        path: 'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1',
      },
    ],
  };
}

function confined(): ScaffoldOptions {
  return {
    projectName: 'confined',
    domain: 'example.com',
    namespaced: true,
    resources: [
      { group: 'shop', version: 'v1', kind: 'Widget', webhooks: { defaulting: true } },
      { group: 'shop', version: 'v1', kind: 'Region', api: { namespaced: false } },
    ],
  };
}
