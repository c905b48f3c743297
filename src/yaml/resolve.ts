import type { ScalarTag } from './node.ts';

/** The tag that a plain scalar resolves to, by the rules of go-yaml v3. */
export function resolveTag(text: string): ScalarTag {
  if (text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL') return '!!null';
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(text)) return '!!bool';
  if (text === '<<') return '!!merge';
  if (/^[-+]?(\.inf|\.Inf|\.INF)$|^(\.nan|\.NaN|\.NAN)$/.test(text)) return '!!float';
  const plain = text.replaceAll('_', '');
  if (/^[-+]?(0b[01]+|0x[0-9a-fA-F]+|0o?[0-7]*|[1-9]\d*)$/.test(plain)) return '!!int';
  if (/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return '!!float';
  if (/^\d{4}-\d\d?-\d\d?($|[Tt ])/.test(text) && !Number.isNaN(Date.parse(text))) return '!!timestamp';
  return '!!str';
}

/** Whether go-yaml v2 reads the text as something other than a string. */
export function isYaml11NonString(text: string): boolean {
  if (text === '' || text.includes('\n')) return false;
  if (/^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/.test(text)) return true;
  return resolveTag(text) !== '!!str';
}
