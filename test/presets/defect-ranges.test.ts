import { describe, expect, it } from 'vitest';
import { listAt, stringAt } from '../../src/kubernetes/identity.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { defectsOf } from '../../src/presets/defects/defects-of.ts';
import { recordedCases } from './recorded.ts';

const cases = recordedCases();
const releases = [...new Set(cases.map(({ release }) => release))];

/** The releases whose recorded builds show something. */
function shownBy(shows: (recorded: (typeof cases)[number]) => boolean): string[] {
  return releases.filter((release) => cases.some((each) => each.release === release && shows(each)));
}

function knownOf(id: string): string[] {
  return releases.filter((release) => defectsOf(release).some((defect) => defect.id === id));
}

function hasPlaceholder(objects: readonly KubernetesObject[] | undefined): boolean {
  return (objects ?? []).some(
    (object) =>
      object.kind === 'Certificate' &&
      listAt(object, 'spec', 'dnsNames').some((name) => /SERVICE_NAME/.test(String(name))),
  );
}

describe('the releases of a defect are those whose recorded builds show it', () => {
  it('D2: a certificate of the section is for placeholders, by default or with the section uncommented', () => {
    expect(
      shownBy(({ rendered, switches }) => hasPlaceholder(rendered) || hasPlaceholder(switches.get('certManager'))),
    ).toEqual(knownOf('D2'));
  });

  it('D46: metrics that are switched on are plain HTTP on every address', () => {
    const isOpen = (objects: readonly KubernetesObject[] | undefined) =>
      (objects ?? []).some((object) => {
        const args = listAt(listAt(object, 'spec', 'template', 'spec', 'containers')[0], 'args').map(String);
        return (
          object.kind === 'Deployment' &&
          args.some((arg) => /^--metrics-bind-address=(?:0\.0\.0\.0)?:8080$/.test(arg)) &&
          !args.some((arg) => arg.startsWith('--metrics-secure'))
        );
      }) &&
      (objects ?? []).some((object) =>
        listAt(object, 'spec', 'ports').some((port) => stringAt(port, 'name') === 'http'),
      );
    expect(shownBy(({ switches }) => isOpen(switches.get('metrics')))).toEqual(knownOf('D46'));
  });
});
