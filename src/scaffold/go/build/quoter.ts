import type { Facts } from '../../../presets/facts/facts.ts';

/** What a recipe writes for a variable that holds a path: from some release on paths may have spaces in them. */
export function quoter({ recipesQuote }: Pick<Facts, 'recipesQuote'>): (variable: string) => string {
  return (variable) => (recipesQuote ? `"${variable}"` : variable);
}
