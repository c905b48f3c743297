import type { CaseResult } from '../suite.ts';

/** A case: what `check` finds wrong, a sentence each, or what it throws, is its error. */
export async function attempt(
  name: string,
  check: () => Promise<readonly string[]> | readonly string[],
): Promise<CaseResult> {
  try {
    const problems = await check();
    if (problems.length === 0) return { name };
    const more = problems.length > 20 ? [`and ${problems.length - 20} more`] : [];
    return { name, error: [...problems.slice(0, 20), ...more].join('\n') };
  } catch (error) {
    return { name, error: error instanceof Error ? error.message : String(error) };
  }
}
