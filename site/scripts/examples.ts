/** A program in a document, which the tests of the package run. */
export interface Example {
  readonly code: string;
  /** What it prints, where the document tells. */
  readonly output?: string;
  /** The page that it stands on. */
  readonly page: string;
}

/** The TypeScript programs of a document. */
export function examplesOf(text: string, page: string): Example[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gm)].map(([, code, output]) => ({
    code: code!,
    ...(output === undefined ? {} : { output }),
    page,
  }));
}

/** The shortest program that calls a function, as the one that shows it best. */
export function exampleOf(name: string, examples: readonly Example[]): Example | undefined {
  const uses = new RegExp(`\\b${name}\\b`);
  return examples
    .filter(({ code }) => code.includes('import ') && uses.test(code))
    .sort((a, b) => a.code.length - b.code.length)[0];
}
