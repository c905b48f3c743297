import type { Issue } from '../core/errors.ts';
import { hasWebhooks, type Project, type Resource } from '../options/project.ts';
import { DEFECTS } from '../presets/defects/defects.ts';
import type { Preset } from '../presets/preset.ts';
import { apiResources, crdName, uniqueBy } from './config/resource-names.ts';
import { featuresOf } from './features.ts';

/** What the options ask for and the release has, but so that it does not build. */
export function* releaseDefects(project: Project, preset: Preset): Generator<Issue> {
  const { profile } = preset;
  const features = featuresOf(project, profile);
  const has = (type: 'defaulting' | 'validation') => project.resources.some((resource) => resource.webhooks[type]);
  if (features.certManager && profile.webhookCaPatch && !(has('defaulting') && has('validation'))) {
    yield issue('D23', 'features.certManager', preset, 'false, or webhooks of both types');
  }
  if (features.metricsCerts && profile.certManagerNeedsWebhooks && !project.resources.some(hasWebhooks)) {
    yield issue('D3', 'features.metricsCerts', preset, 'false, or a resource with webhooks');
  }
  if (profile.crdPatchLine === 'with-api') {
    const stranded = patchedWithoutWebhook(project);
    if (stranded !== undefined) {
      yield issue(
        'D21',
        `resources[${project.resources.indexOf(stranded)}].webhooks`,
        preset,
        'webhooks for the first kinds, or for none',
      );
    }
  }
}

/** A kind that has no webhook, but stands where a webhook switches the first patch line on that is off. */
function patchedWithoutWebhook({ resources, ...project }: Project): Resource | undefined {
  const webhooks = resources.filter(hasWebhooks);
  const kinds = uniqueBy(apiResources({ resources, ...project }), crdName);
  return kinds
    .slice(0, webhooks.length)
    .find((kind) => !webhooks.some((resource) => crdName(resource) === crdName(kind)));
}

function issue(id: string, path: string, preset: Preset, expected: string): Issue {
  const defect = DEFECTS.find((known) => known.id === id);
  const mended =
    defect?.mendedIn === undefined
      ? `no release up to now mends it, the preset https-metrics does`
      : `mended in ${defect.mendedIn}`;
  return {
    code: 'release-defect',
    path,
    message: `${preset.name} does not build with this (${id}, ${mended}): ${defect?.what ?? ''}`,
    expected,
    received: preset.name,
  };
}
