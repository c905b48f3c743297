import { gt } from 'semver';
import { compareCodeUnits } from '../../../core/compare.ts';
import { TextMemo } from '../../../core/memo.ts';
import { isModuleVersion, parseModule } from '../../../options/module.ts';
import { admits, type GoProject, type GoResource, withControllers, withWebhooks } from '../go-project.ts';
import { FILTER_MODULES } from './filter-modules.ts';
import { MODULE_STEPS } from './module-steps.ts';

/** The lines of go.mod's two `require` blocks. */
export interface RequiredModules {
  readonly direct: readonly string[];
  readonly indirect: readonly string[];
}

const GINKGO = 'github.com/onsi/ginkgo/v2';
const GOMEGA = 'github.com/onsi/gomega';
const CONTROLLER_RUNTIME = 'sigs.k8s.io/controller-runtime';

/** Modules that only the test libraries need. */
const TEST_MODULES: ReadonlySet<string> = new Set([
  GINKGO,
  GOMEGA,
  'github.com/go-task/slim-sprig',
  'github.com/google/pprof',
  'golang.org/x/tools',
]);

/**
 * What `go mod tidy` leaves in go.mod for the packages that the scaffold imports. controller-runtime decides the versions
 * of nearly all; which of them are needed depends on what the project has.
 */
export function requiredModules(go: GoProject): RequiredModules {
  const { controllerRuntime, metricsFilter } = go.profile;
  const tests = hasTests(go);
  const foreign = go.resources.filter(({ api, path }) => api === undefined && path !== '');
  const modules = withForeign(modulesOf(controllerRuntime), foreign);
  const direct = new Set([
    ...(tests ? [GINKGO, GOMEGA] : []),
    'k8s.io/apimachinery',
    'k8s.io/client-go',
    CONTROLLER_RUNTIME,
    ...foreign.map(({ path }) => moduleOf(path, modules)),
  ]);
  const lines: string[] = [];
  const indirect: string[] = [];
  // Up to 0.18.2 no scaffold used the filter, so the lists are without what it needs.
  const dropsFilter = metricsFilter === 'never' && modules.some(([module]) => module === 'k8s.io/apiserver');
  for (const [module, version] of modules) {
    if (direct.has(module)) lines.push(`${module} ${version}`);
    else if (dropsFilter && FILTER_MODULES.has(module)) continue;
    else if (tests || !TEST_MODULES.has(module)) indirect.push(`${module} ${version}`);
  }
  return { direct: lines, indirect };
}

/**
 * The modules with those that the options name for external types. What these require in turn is for `go mod tidy` to
 * find; so is the newest version where the options name none.
 */
function withForeign(modules: readonly Module[], foreign: readonly GoResource[]): readonly Module[] {
  const named = foreign
    .map((resource) => parseModule(resource.module))
    .filter(({ version }) => isModuleVersion(version));
  if (named.length === 0) return modules;
  const all = new Map(modules);
  for (const { module, version } of named) {
    const known = all.get(module);
    // Go takes the highest version that anything asks for.
    if (known === undefined || gt(version, known)) all.set(module, version);
  }
  return [...all].sort(([a], [b]) => compareCodeUnits(a, b));
}

/** The module that a package is in; an empty string where it is none of these. */
function moduleOf(path: string, modules: readonly Module[]): string {
  let found = '';
  for (const [module] of modules) {
    if (module.length > found.length && `${path}/`.startsWith(`${module}/`)) found = module;
  }
  return found;
}

/** Whether any file imports Ginkgo: before the project had tests of its own, the suites did. */
function hasTests(go: GoProject): boolean {
  return go.profile.tests || withControllers(go).length > 0 || withWebhooks(go).some(admits);
}

type Module = readonly [path: string, version: string];

const MODULES = new TextMemo<readonly Module[]>();

/** Modules and versions for a version of controller-runtime, in order of the module. */
function modulesOf(controllerRuntime: string): readonly Module[] {
  return MODULES.get(controllerRuntime, () => findModules(controllerRuntime));
}

function findModules(controllerRuntime: string): readonly Module[] {
  const modules = new Map([[CONTROLLER_RUNTIME, controllerRuntime]]);
  for (const step of MODULE_STEPS) {
    for (const line of step.sets.split('\n').filter((text) => text !== '')) {
      const [module = '', version = ''] = line.split(' ');
      modules.set(module, version);
    }
    for (const module of step.drops) modules.delete(module);
    if (step.controllerRuntime === controllerRuntime) break;
  }
  return [...modules].sort(([a], [b]) => compareCodeUnits(a, b));
}
