import type { GoProject } from '../go-project.ts';

export function requiredModules(go: GoProject): { direct: string[]; indirect: string[] } {
  return { direct: [`sigs.k8s.io/controller-runtime ${go.profile.controllerRuntime}`], indirect: [] };
}
