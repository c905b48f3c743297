import type { GoPackage, GoProject } from '../go-project.ts';
import { TEST_LIBRARY_NAMES } from '../tests/test-library-names.ts';
import type { Imports } from '../text/imports.ts';

/** The package of tests that lie beside API types, and what stands before the name of a type there. */
export interface TestPackage {
  readonly name: string;
  readonly prefix: string;
}

/**
 * The types' own package, unless one of them has a name that the tests need: then the package of Go's external tests,
 * which sees the types as every other package does. Ask after every `imports.use`.
 */
export function testsBesideTypes(go: GoProject, target: GoPackage, imports: Imports): TestPackage {
  const kinds = go.apiPackages.find(({ path }) => path === target.path)?.kinds ?? [];
  const names = kinds.flatMap(({ kind }) => [kind, `${kind}List`, `${kind}Spec`, `${kind}Status`]);
  if (!names.some((name) => name === 'TestAPIs' || TEST_LIBRARY_NAMES.has(name))) {
    return { name: target.name, prefix: '' };
  }
  return { name: `${target.name}_test`, prefix: `${imports.named(target.path, target.alias)}.` };
}
