/** One sentence of what a diff means. */
export interface SummaryPoint {
  readonly about: 'metrics' | 'permissions' | 'images' | 'containers';
  readonly text: string;
}
