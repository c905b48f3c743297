import type { ObjectRef } from '../objects/model.ts';
import type { Drawing } from './drawing/drawing.ts';
import type { RuleId } from './rules/rule-ids.ts';

/** `error`: something does not work today; `warning`: it works, and should not be left so; `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** One thing that a rule found. Plain data: survives JSON. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly file: string;
  /** 1-based; absent for a file, or a directory, as a whole. */
  readonly line?: number;
  /** As it is rendered. */
  readonly object?: ObjectRef;
  /** What fails, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** What is built, and has this: kustomize directories, charts, files of manifests. */
  readonly roots: readonly string[];
}

/** What was looked at. */
export interface AuditedRoot {
  readonly path: string;
  readonly kind: 'kustomize' | 'manifests' | 'chart';
  readonly objects: number;
  /** Why it could not be looked at as a whole. */
  readonly problem?: string;
}

/** A finding that the project's own file accepts. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** An entry of that file that no finding answers to any more. */
export interface StaleAcceptance {
  readonly rule: string;
  readonly path?: string;
  readonly line: number;
}

/** `broken`: something does not work; `weak`: something should not be left so; `sound`: neither. */
export type Verdict = 'broken' | 'weak' | 'sound';

/** What the project is, as far as its files tell. */
export interface AuditedProject {
  readonly name?: string;
  /** The preset or the nearest release that it came from. */
  readonly preset?: string;
  /** From 0 to 1. */
  readonly confidence?: number;
  /** How metrics leave the pods, in a few words. */
  readonly metrics: string;
}

export interface AuditReport {
  readonly project: AuditedProject;
  readonly verdict: Verdict;
  /** Worst first, then by rule and place. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly stale: readonly StaleAcceptance[];
  readonly roots: readonly AuditedRoot[];
  /** How each root's metrics, webhooks and rights hang together. */
  readonly drawings: readonly Drawing[];
}
