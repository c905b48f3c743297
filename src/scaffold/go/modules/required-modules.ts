import { compareCodeUnits } from '../../../core/compare.ts';
import { admits, type GoProject, withControllers, withWebhooks } from '../go-project.ts';
import { FILTER_MODULES } from './filter-modules.ts';
import { MODULE_STEPS } from './module-steps.ts';

/** The lines of go.mod's two `require` blocks. */
export interface RequiredModules {
  readonly direct: readonly string[];
  readonly indirect: readonly string[];
}

const GINKGO = 'github.com/onsi/ginkgo/v2';
const GOMEGA = 'github.com/onsi/gomega';
const CORE_TYPES = 'k8s.io/api';

/** Modules that only the test libraries need. */
const TEST_MODULES: ReadonlySet<string> = new Set([
  GINKGO,
  GOMEGA,
  'github.com/go-task/slim-sprig',
  'github.com/google/pprof',
  'golang.org/x/tools',
]);

/**
 * What `go mod tidy` leaves in go.mod for the packages that the scaffold imports. controller-runtime alone decides the
 * versions; which of the modules are needed depends on what the project has.
 */
export function requiredModules(go: GoProject): RequiredModules {
  const { controllerRuntime, metricsFilter } = go.profile;
  const tests = hasTests(go);
  const direct = new Set([
    ...(tests ? [GINKGO, GOMEGA] : []),
    ...(go.resources.some((resource) => resource.core) ? [CORE_TYPES] : []),
    'k8s.io/apimachinery',
    'k8s.io/client-go',
  ]);
  const lines: string[] = [];
  const indirect: string[] = [];
  const modules = modulesOf(controllerRuntime);
  // Up to 0.18.2 no scaffold used the filter, so the lists are without what it needs.
  const dropsFilter = metricsFilter === 'never' && modules.some(([module]) => module === 'k8s.io/apiserver');
  for (const [module, version] of modules) {
    if (dropsFilter && FILTER_MODULES.has(module)) continue;
    if (!tests && TEST_MODULES.has(module)) continue;
    (direct.has(module) ? lines : indirect).push(`${module} ${version}`);
  }
  lines.push(`sigs.k8s.io/controller-runtime ${controllerRuntime}`);
  return { direct: lines, indirect };
}

/** Whether any file imports Ginkgo: before the project had tests of its own, the suites did. */
function hasTests(go: GoProject): boolean {
  return go.profile.tests || withControllers(go).length > 0 || withWebhooks(go).some(admits);
}

const known = new Map<string, readonly (readonly [string, string])[]>();

/** Modules and versions for a version of controller-runtime, in order of the module. */
function modulesOf(controllerRuntime: string): readonly (readonly [string, string])[] {
  const found = known.get(controllerRuntime);
  if (found !== undefined) return found;
  const modules = new Map<string, string>();
  for (const step of MODULE_STEPS) {
    for (const line of step.sets.split('\n').filter((text) => text !== '')) {
      const [module = '', version = ''] = line.split(' ');
      modules.set(module, version);
    }
    for (const module of step.drops) modules.delete(module);
    if (step.controllerRuntime === controllerRuntime) break;
  }
  const list = [...modules].sort(([a], [b]) => compareCodeUnits(a, b));
  known.set(controllerRuntime, list);
  return list;
}
