const SHORT = new Set(['rbac', 'ci', 'crd']);

/** A topic of the history as a heading. */
export function topicTitle(topic: string): string {
  return SHORT.has(topic) ? topic.toUpperCase() : `${topic.slice(0, 1).toUpperCase()}${topic.slice(1).replace('-', ' ')}`;
}
