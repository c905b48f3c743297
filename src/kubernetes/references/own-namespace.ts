/** Which namespace an environment variable stands for; undefined where it stands for none that is known. */
export type Variables = (name: string) => string | undefined;

/** `$(NAME)`, which Kubernetes expands, and `${NAME}` and `$NAME`, which shells and programs do. */
export const VARIABLE = '\\$\\(\\w+\\)|\\$\\{\\w+\\}|\\$\\w+';

/**
 * The namespace that a piece of a name means: itself, or what the variable stands for. A variable that nothing is known
 * of and that is called a namespace is the pod's own, which may be unstated; null where there is no telling.
 */
export function namespaceOfVariable(
  text: string,
  own: string | undefined,
  variables: Variables | undefined,
): string | undefined | null {
  if (!text.startsWith('$')) return text;
  const name = text.replace(/\W/g, '');
  const known = variables?.(name);
  if (known !== undefined) return known;
  return /namespace|(^|_)ns$/i.test(name) ? own : null;
}
