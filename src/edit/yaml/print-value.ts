import { Document, Scalar } from 'yaml';
import type { JsonValue } from '../../kubernetes/object.ts';

/** How a file is written. */
export interface YamlStyle {
  /** Columns by which a mapping stands further in than its key. */
  readonly indent: number;
  /** Whether a list stands further in than its key. */
  readonly indentLists: boolean;
  readonly newline: string;
}

export type Quoting = Scalar.Type | undefined;

/**
 * A value as lines without indentation, in block style; the words that YAML 1.1 reads as something else than text are
 * quoted, since both kinds of readers exist: sigs.k8s.io/yaml reads `yes` as true, go-yaml v3 as text.
 */
export function printValue(value: JsonValue, style: YamlStyle, quoting?: Quoting): string[] {
  const document = new Document(undefined, { schema: 'yaml-1.1' });
  document.contents = document.createNode(value) as never;
  if (typeof value === 'string' && quoting !== undefined) {
    const scalar = new Scalar(value);
    scalar.type = quoting;
    document.contents = scalar as never;
  }
  const text = document.toString({
    lineWidth: 0,
    indent: style.indent,
    indentSeq: style.indentLists,
    flowCollectionPadding: false,
  });
  return text.replace(/\n$/, '').split('\n');
}

/** A value on one line, for a place between brackets. */
export function printInline(value: JsonValue, quoting?: Quoting): string {
  if (typeof value === 'object' && value !== null) {
    // Every JSON text is YAML.
    return JSON.stringify(value);
  }
  const [line = '', ...more] = printValue(value, { indent: 2, indentLists: false, newline: '\n' }, quoting);
  const plain = more.length === 0 && !/[,[\]{}#:]/.test(line.replace(/^(["']).*\1$/, ''));
  return plain ? line : JSON.stringify(value);
}
