import type { RuleId } from '../rules/rule-ids.ts';

/** How one root's metrics, webhooks and rights hang together, as data: a page draws it, Markdown takes it as Mermaid. */
export interface Drawing {
  /** What is built. */
  readonly root: string;
  readonly nodes: readonly DrawingNode[];
  readonly links: readonly DrawingLink[];
}

export type NodeKind =
  | 'monitor'
  | 'service'
  | 'webhook'
  | 'container'
  | 'flag'
  | 'account'
  | 'role'
  | 'certificate'
  | 'policy';

export interface DrawingNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Such as `Service demo-metrics-service`. */
  readonly label: string;
  /** Findings about it. */
  readonly rules: readonly RuleId[];
}

export interface DrawingLink {
  readonly from: string;
  readonly to: string;
  /** Such as a port; may be empty. */
  readonly label: string;
  readonly broken: boolean;
}
