import { apiGone, apiGoneMessage } from '../../audit/rules/api-gone.ts';
import { imageUntagged, untaggedMessage } from '../../audit/rules/image-untagged.ts';
import { imageGoneMessage, proxyImageGone } from '../../audit/rules/proxy-image-gone.ts';
import { describeObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { Draft } from '../draft.ts';
import { imageParts, isPlaceholderTag, PROXY_IMAGE } from '../pods/images.ts';

/** What a reader of the report should know about the source itself; what the audit has a rule for, in the rule's words. */
export function reportSource(draft: Draft): void {
  const { report } = draft;
  for (const { node, manifest, kind } of draft.documents) {
    if (manifest === undefined) continue;
    const title = describeObject(manifest.object);
    if (manifest.from !== undefined) report.assume('olm-bundle', title, manifest.from);
    if (manifest.cleaned !== undefined) {
      report.assume(
        'exported-object',
        title,
        `it was read from a cluster: what that wrote is left out (${manifest.cleaned.join(', ')})`,
      );
    }
    if (kind === 'APIService' || kind === 'CSIDriver') {
      report.assume(
        'shared-name',
        title,
        'its name is its meaning, so all releases share it: only one release can have it',
      );
    }
    if (['StorageClass', 'IngressClass', 'RuntimeClass', 'GatewayClass', 'PriorityClass'].includes(kind)) {
      report.assume(
        'class-renamed',
        title,
        'it is named after the release; objects outside the chart that use it by name have to follow',
      );
    }
    const unserved = apiGoneMessage(manifest.object);
    if (unserved !== undefined) {
      const doing = 'so the chart cannot be installed there: move the manifests to a newer version of it';
      report.warn(apiGone.id, title, `${unserved}, ${doing}`);
    }
    if (kind === 'Job' && node !== undefined && draft.kept.has(node.id)) {
      report.warn(
        'job-immutable',
        title,
        "a Job's pods cannot change: an upgrade that changes its values needs the Job deleted first",
      );
    }
  }
  for (const { object, templatePath } of draft.workloads) {
    for (const list of ['initContainers', 'containers']) {
      for (const container of listAt(object, ...templatePath, 'spec', list)) {
        const names = listAt(container, 'env').map((variable) => stringAt(variable, 'name') ?? '');
        for (const twice of repeated(names)) {
          report.warn(
            'env-duplicate',
            describeObject(object),
            `the variable ${twice} is set twice: the last one counts, and the server-side apply of Helm 4 refuses it`,
          );
        }
        const image = stringAt(container, 'image') ?? '';
        const gone = imageGoneMessage(image);
        if (gone !== undefined) {
          const doing = `set its image in the values, such as ${PROXY_IMAGE}`;
          report.warn(proxyImageGone.id, describeObject(object), `${gone}; ${doing}`);
        }
        const { tag } = imageParts(image);
        if (isPlaceholderTag(tag)) {
          report.warn(
            'image-placeholder',
            describeObject(object),
            `the tag of ${image} looks like a placeholder that another tool fills in, and the chart has it as it is: give the manifests their version first`,
          );
        } else {
          const untagged = untaggedMessage(image);
          if (untagged !== undefined) report.warn(imageUntagged.id, describeObject(object), untagged);
        }
      }
    }
  }
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
