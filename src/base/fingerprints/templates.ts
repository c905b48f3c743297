import type { Project, Resource } from '../../options/project.ts';

/** What a path of a project stands for: the same in every project, whatever its names are. */
export interface Template {
  /** The path with `<kind>`, `<plural>` and `<version>` for the names, and without the groups. */
  readonly name: string;
  /** The kind that the file is about; undefined where it is about several, or none. */
  readonly resource?: Resource;
  /** The kinds that share the file: those of a version, or of a group. Undefined where its path names none. */
  readonly sharedBy?: readonly Resource[];
}

/** Files that other programs write anew each time. */
const GENERATED = [
  /^config\/crd\/bases\//,
  /^config\/rbac\/role\.yaml$/,
  /^config\/webhook\/manifests\.yaml$/,
  /(?:^|\/)zz_generated\.[^/]*\.go$/,
  /^go\.(?:mod|sum)$/,
  /^PROJECT$/,
  /^dist\//,
];

/** Whether a file is written by controller-gen, by the go command, or by Kubebuilder's own commands each time. */
export function isGenerated(path: string): boolean {
  return GENERATED.some((pattern) => pattern.test(path));
}

/** Finds the template of a path; what no name of the project is in stands for itself. */
export function templatesOf(project: Project): (path: string) => Template {
  const known = new Map<string, Template>();
  const sharers = new Map<string, Resource[]>();
  for (const resource of project.resources) {
    for (const [path, name, about] of placesOf(resource)) {
      const others = sharers.get(path);
      if (others !== undefined) {
        others.push(resource);
        continue;
      }
      const sharedBy = [resource];
      sharers.set(path, sharedBy);
      known.set(path, about ? { name, resource, sharedBy } : { name, sharedBy });
    }
  }
  return (path) => known.get(path) ?? { name: path };
}

function* placesOf(resource: Resource): Generator<readonly [path: string, name: string, about: boolean]> {
  const { group, version, plural } = resource;
  const kind = resource.kind.toLowerCase();
  const folders = [...new Set(['', group, group.replaceAll(/[.-]/g, '')])].map((name) =>
    name === '' ? '' : `${name}/`,
  );
  const prefixes = ['', `${group}_`];
  for (const folder of folders) {
    for (const [root, name] of [
      ['api', 'api'],
      ['apis', 'api'],
      ['internal/webhook', 'internal/webhook'],
    ] as const) {
      const place = `${root}/${folder}${version}`;
      for (const suffix of ['types', 'webhook', 'webhook_test', 'conversion']) {
        yield [`${place}/${kind}_${suffix}.go`, `${name}/<version>/<kind>_${suffix}.go`, true];
      }
      for (const file of ['groupversion_info.go', 'webhook_suite_test.go']) {
        yield [`${place}/${file}`, `${name}/<version>/${file}`, false];
      }
    }
    for (const suffix of ['controller', 'controller_test']) {
      yield [`internal/controller/${folder}${kind}_${suffix}.go`, `internal/controller/<kind>_${suffix}.go`, true];
    }
    if (folder !== '')
      yield [`internal/controller/${folder}suite_test.go`, 'internal/controller/<group>/suite_test.go', false];
  }
  for (const prefix of prefixes) {
    yield [`config/samples/${prefix}${version}_${kind}.yaml`, 'config/samples/<version>_<kind>.yaml', true];
    for (const patch of ['webhook', 'cainjection']) {
      const path = `config/crd/patches/${patch}_in_${prefix}${plural}.yaml`;
      yield [path, `config/crd/patches/${patch}_in_<plural>.yaml`, true];
    }
    for (const role of ['admin', 'editor', 'viewer']) {
      yield [`config/rbac/${prefix}${kind}_${role}_role.yaml`, `config/rbac/<kind>_${role}_role.yaml`, true];
    }
  }
}
