/** In which styles go-yaml v3 (3.0.5) may write a text: unlike v2, it has tabs in blocks. */
export interface ScalarForm {
  readonly multiline: boolean;
  readonly flowPlain: boolean;
  readonly blockPlain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** Not printable to go-yaml: controls, byte-order marks, surrogates, and everything beyond the basic plane. */
const SPECIAL = /[^\t\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const BREAK = /[\n\r\u0085\u2028\u2029]/;

const EMPTY: ScalarForm = { multiline: false, flowPlain: false, blockPlain: true, single: true, block: false };
const WORD: ScalarForm = { multiline: false, flowPlain: true, blockPlain: true, single: true, block: true };

export function scalarForm(text: string): ScalarForm {
  if (text === '') return EMPTY;
  if (/^[\w/.][\w/.-]*$/.test(text) && !text.startsWith('...')) return WORD;
  const special = SPECIAL.test(text);
  const multiline = BREAK.test(text);
  const tabs = text.includes('\t');
  const breakSpace = /[\n\r\u0085\u2028\u2029] /.test(text);
  const spaceBreak = / [\n\r\u0085\u2028\u2029]/.test(text);
  const edge = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  const marker = text.startsWith('---') || text.startsWith('...');
  const indicator = marker || /^[#,[\]{}&*!|>'"%@`]/.test(text) || /^-(?:[ \t]|$)/.test(text);
  const comment = /[ \t\n\r\u0085\u2028\u2029\0]#/.test(text);
  const colon = /.:(?:[ \t]|$)/s.test(text) || /^[?:](?:[ \t]|$)/.test(text);
  const plain = !(edge || breakSpace || spaceBreak || tabs || special || multiline || indicator || comment);
  return {
    multiline,
    flowPlain: plain && !/^[?:]|[,?[\]{}:]/.test(text),
    blockPlain: plain && !colon,
    single: !(breakSpace || spaceBreak || tabs || special),
    block: !(text.endsWith(' ') || spaceBreak || special),
  };
}

/** `2` where a block begins with a blank or a break, and how its last line breaks are kept. */
export function blockHints(text: string): string {
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? '2' : '';
  if (!/[\n\r\u0085\u2028\u2029]$/.test(text)) return `${hint}-`;
  return text.length === 1 || /[\n\r\u0085\u2028\u2029]{2}$/.test(text) ? `${hint}+` : hint;
}
