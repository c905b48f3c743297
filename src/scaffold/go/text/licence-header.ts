import type { Project } from '../../../options/project.ts';

/**
 * The comment at the top of every Go file: the notice that the Apache License 2.0 asks for in its appendix, under the
 * copyright line where an owner or a year is known. Empty where the project wants none; else a blank line
 * follows it.
 */
export function licenceHeader(project: Project): string {
  if (project.license === 'none') return '';
  const holder = [project.year === undefined ? '' : String(project.year), project.owner].filter((part) => part !== '');
  const copyright = holder.length === 0 ? '' : `Copyright ${holder.join(' ')}.\n\n`.replace('..\n', '.\n');
  return `/*
${copyright}Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.
*/

`;
}
