import type { TextInput } from '../../core/file-tree.ts';
import type { Project } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { hubFile, spokeFile } from './api/conversion-files.ts';
import { deepcopyFile } from './api/deepcopy-file.ts';
import { groupVersionFile } from './api/group-version-file.ts';
import { typesFile } from './api/types-file.ts';
import { dockerfile, dockerignore } from './build/dockerfile.ts';
import { gitignore } from './build/gitignore.ts';
import { customLinter, golangci } from './build/golangci.ts';
import { makefile } from './build/makefile.ts';
import { devcontainer } from './ci/devcontainer.ts';
import { workflows } from './ci/workflows.ts';
import { controllerFile } from './controller/controller-file.ts';
import { controllerSuiteFile } from './controller/controller-suite-file.ts';
import { controllerTestFile } from './controller/controller-test-file.ts';
import { agentNotes } from './docs/agent-notes.ts';
import { readme } from './docs/readme.ts';
import { goMod } from './go-mod.ts';
import {
  admits,
  type GoPackage,
  type GoProject,
  type GoResource,
  toGoProject,
  withControllers,
  withWebhooks,
} from './go-project.ts';
import { mainFile } from './main/main-file.ts';
import { e2eSuiteFile } from './tests/e2e-suite-file.ts';
import { e2eTestFile } from './tests/e2e-test-file.ts';
import { utilsFile } from './tests/utils-file.ts';
import { webhookFile } from './webhook/webhook-file.ts';
import { webhookSuiteFile } from './webhook/webhook-suite-file.ts';
import { webhookTestFile } from './webhook/webhook-test-file.ts';

type File = readonly [string, TextInput];

type GoEmitter = (go: GoProject) => Iterable<File>;

/** What writes the Go side. Each writes its own files and knows of no other. */
export const GO_EMITTERS: readonly GoEmitter[] = [
  (go) => [['go.mod', goMod(go)]],
  (go) => [['cmd/main.go', mainFile(go)]],
  (go) => (go.header === '' ? [] : [['hack/boilerplate.go.txt', go.header.trimEnd()]]),
  (go) => [['Dockerfile', dockerfile(go)]],
  (go) => [['.dockerignore', dockerignore(go)]],
  (go) => [['.gitignore', gitignore(go)]],
  (go) => [['Makefile', makefile(go)]],
  (go) => [['.golangci.yml', golangci(go)]],
  (go) => (go.profile.lintPlugin ? [['.custom-gcl.yml', customLinter(go)]] : []),
  (go) => [['README.md', readme(go)]],
  (go) => (go.profile.agentNotes && go.project.editorFiles ? [['AGENTS.md', agentNotes(go)]] : []),
  groupVersionFiles,
  deepcopyFiles,
  typesFiles,
  conversionFiles,
  controllerSuiteFiles,
  controllerFiles,
  controllerTestFiles,
  webhookSuiteFiles,
  webhookFiles,
  webhookTestFiles,
  (go) => (go.profile.tests ? [['test/e2e/e2e_suite_test.go', e2eSuiteFile(go)]] : []),
  (go) => (go.profile.tests ? [['test/e2e/e2e_test.go', e2eTestFile(go)]] : []),
  (go) => (go.profile.tests ? [['test/utils/utils.go', utilsFile(go)]] : []),
  (go) => (go.profile.workflows ? workflows(go) : []),
  (go) => (go.profile.workflows && go.project.editorFiles ? devcontainer(go) : []),
];

/** Everything outside `config/` and PROJECT: the Go module, its tests, Makefile, Dockerfile, workflows. */
export function* goFiles(project: Project, profile: Profile): Generator<File> {
  const go = toGoProject(project, profile);
  for (const emit of GO_EMITTERS) yield* emit(go);
}

function* groupVersionFiles(go: GoProject): Generator<File> {
  for (const api of go.apiPackages) yield [`${api.directory}/groupversion_info.go`, groupVersionFile(go, api)];
}

function* deepcopyFiles(go: GoProject): Generator<File> {
  for (const api of go.apiPackages) yield [`${api.directory}/zz_generated.deepcopy.go`, deepcopyFile(go, api)];
}

function* typesFiles(go: GoProject): Generator<File> {
  for (const { directory, kinds } of go.apiPackages) {
    for (const resource of kinds) yield [`${directory}/${resource.lowerKind}_types.go`, typesFile(go, resource)];
  }
}

function* conversionFiles(go: GoProject): Generator<File> {
  if (!go.profile.conversionFiles) return;
  for (const { directory, kinds } of go.apiPackages) {
    for (const resource of kinds) {
      const conversion = conversionFile(go, resource);
      if (conversion !== undefined) yield [`${directory}/${resource.lowerKind}_conversion.go`, conversion];
    }
  }
}

function conversionFile(go: GoProject, resource: GoResource): string | undefined {
  if (resource.webhooks.conversion) return hubFile(go, resource);
  return resource.hub === undefined ? undefined : spokeFile(go, resource, resource.hub);
}

function* controllerSuiteFiles(go: GoProject): Generator<File> {
  for (const [target, resources] of byPackage(withControllers(go), (resource) => resource.controllerPackage)) {
    yield [`${target.directory}/suite_test.go`, controllerSuiteFile(go, target, resources)];
  }
}

function* controllerFiles(go: GoProject): Generator<File> {
  for (const resource of withControllers(go)) {
    yield [`${resource.controllerPackage.directory}/${resource.lowerKind}_controller.go`, controllerFile(go, resource)];
  }
}

function* controllerTestFiles(go: GoProject): Generator<File> {
  if (!go.profile.tests) return;
  for (const resource of withControllers(go)) {
    const path = `${resource.controllerPackage.directory}/${resource.lowerKind}_controller_test.go`;
    yield [path, controllerTestFile(go, resource)];
  }
}

function* webhookSuiteFiles(go: GoProject): Generator<File> {
  for (const [target, resources] of byPackage(withWebhooks(go), (resource) => resource.webhookPackage)) {
    if (!go.profile.conversionSuite && !resources.some(admits)) continue;
    yield [`${target.directory}/webhook_suite_test.go`, webhookSuiteFile(go, target, resources)];
  }
}

function* webhookFiles(go: GoProject): Generator<File> {
  for (const resource of withWebhooks(go)) {
    yield [`${resource.webhookPackage.directory}/${resource.lowerKind}_webhook.go`, webhookFile(go, resource)];
  }
}

function* webhookTestFiles(go: GoProject): Generator<File> {
  if (!go.profile.tests) return;
  for (const resource of withWebhooks(go)) {
    yield [`${resource.webhookPackage.directory}/${resource.lowerKind}_webhook_test.go`, webhookTestFile(go, resource)];
  }
}

function byPackage(
  resources: readonly GoResource[],
  packageOf: (resource: GoResource) => GoPackage,
): [GoPackage, GoResource[]][] {
  const packages = new Map<string, [GoPackage, GoResource[]]>();
  for (const resource of resources) {
    const target = packageOf(resource);
    const known = packages.get(target.directory);
    if (known === undefined) packages.set(target.directory, [target, [resource]]);
    else known[1].push(resource);
  }
  return [...packages.values()];
}
