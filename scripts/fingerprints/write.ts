import { formatRecords, type TemplateRecord } from '../../src/base/fingerprints/record.ts';

/** A module that holds records as one text. */
export function recordModule(name: string, comment: string, records: ReadonlyMap<string, TemplateRecord>): string {
  const text = formatRecords(records);
  if (/[`\\]|\$\{/.test(text)) throw new Error('the records need escaping');
  return `// ${comment}\nexport const ${name} = \`${text}\`;\n`;
}
