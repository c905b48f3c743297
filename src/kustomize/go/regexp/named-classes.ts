import { rangePart, type SetPart } from './char-set.ts';

/** Ranges of code points by the names that stand between `[:` and `:]`. */
export const POSIX_CLASSES: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries({
    alnum: ranges('09AZaz'),
    alpha: ranges('AZaz'),
    ascii: [0, 0x7f],
    blank: ranges('\t\t  '),
    cntrl: [0, 0x1f, 0x7f, 0x7f],
    digit: ranges('09'),
    graph: ranges('!~'),
    lower: ranges('az'),
    print: ranges(' ~'),
    punct: ranges('!/:@[`{~'),
    space: ranges('\t\r  '),
    upper: ranges('AZ'),
    word: ranges('09AZ__az'),
    xdigit: ranges('09AFaf'),
  }),
);

/** Behind a backslash; a capital is all but these. */
export const PERL_CLASSES: ReadonlyMap<string, readonly number[]> = new Map([
  ['d', ranges('09')],
  ['s', ranges('\t\n\f\r  ')],
  ['w', ranges('09AZ__az')],
]);

function ranges(pairs: string): number[] {
  return Array.from(pairs, (character) => character.charCodeAt(0));
}

/**
 * What stands behind `\p`: categories and scripts of Unicode, by the names that Go 1.26 takes. A case of the letters, and
 * blanks, hyphens and underscores among them, do not matter; scripts of two words it knows by none.
 *
 * @param name with a leading ^ where it is all but these
 * @returns undefined where there is no such class
 */
export function unicodePart(name: string, negated: boolean, folded: boolean): SetPart | undefined {
  const turned = name.startsWith('^');
  const bare = (turned ? name.slice(1) : name).replace(/[ _-]/g, '');
  const plain = bare.slice(0, 1).toUpperCase() + bare.slice(1).toLowerCase();
  const isNegated = negated !== turned;
  if (plain === 'Any') return rangePart([0, 0x10ffff], isNegated);
  if (plain === 'Ascii') return rangePart([0, 0x7f], isNegated, folded);
  if (plain === 'Assigned') return property('Cn', !isNegated, false);
  // A capital that a surrogate or a case mapping of several letters could slip into is no name either.
  if (!/^[A-Z][a-z]*$/.test(plain)) return undefined;
  const category = CATEGORIES.has(plain) ? plain : ALIASES[plain];
  if (category !== undefined) return property(category, isNegated, folded);
  return SCRIPTS.has(plain) ? property(`Script=${plain}`, isNegated, folded) : undefined;
}

/** Of names from the lists below alone, on one character at a time. */
function property(name: string, negated: boolean, folded: boolean): SetPart {
  // In Go, what is not assigned belongs to no other class.
  const source = name === 'C' ? '[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}]' : `\\p{${name === 'Lc' ? 'LC' : name}}`;
  const expression = new RegExp(`^${source}$`, 'u');
  return { has: (point) => expression.test(String.fromCodePoint(point)), negated, folded };
}

const CATEGORIES = new Set(
  'C Cc Cf Cn Co Cs L Lc Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs'.split(
    ' ',
  ),
);

const ALIASES: Readonly<Record<string, string>> = {
  Casedletter: 'Lc',
  Closepunctuation: 'Pe',
  Cntrl: 'Cc',
  Combiningmark: 'M',
  Connectorpunctuation: 'Pc',
  Control: 'Cc',
  Currencysymbol: 'Sc',
  Dashpunctuation: 'Pd',
  Decimalnumber: 'Nd',
  Digit: 'Nd',
  Enclosingmark: 'Me',
  Finalpunctuation: 'Pf',
  Format: 'Cf',
  Initialpunctuation: 'Pi',
  Letter: 'L',
  Letternumber: 'Nl',
  Lineseparator: 'Zl',
  Lowercaseletter: 'Ll',
  Mark: 'M',
  Mathsymbol: 'Sm',
  Modifierletter: 'Lm',
  Modifiersymbol: 'Sk',
  Nonspacingmark: 'Mn',
  Number: 'N',
  Openpunctuation: 'Ps',
  Other: 'C',
  Otherletter: 'Lo',
  Othernumber: 'No',
  Otherpunctuation: 'Po',
  Othersymbol: 'So',
  Paragraphseparator: 'Zp',
  Privateuse: 'Co',
  Punct: 'P',
  Punctuation: 'P',
  Separator: 'Z',
  Spaceseparator: 'Zs',
  Spacingmark: 'Mc',
  Surrogate: 'Cs',
  Symbol: 'S',
  Titlecaseletter: 'Lt',
  Unassigned: 'Cn',
  Uppercaseletter: 'Lu',
};

const SCRIPTS = new Set(
  (
    'Adlam Ahom Arabic Armenian Avestan Balinese Bamum Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid ' +
    'Carian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari Dogra Duployan ' +
    'Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hatran Hebrew ' +
    'Hiragana Inherited Javanese Kaithi Kannada Katakana Kawi Kharoshthi Khmer Khojki Khudawadi Lao Latin Lepcha Limbu ' +
    'Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Medefaidrin Miao Modi Mongolian Mro Multani ' +
    'Myanmar Nabataean Nandinagari Newa Nko Nushu Ogham Oriya Osage Osmanya Palmyrene Phoenician Rejang Runic Samaritan ' +
    'Saurashtra Sharada Shavian Siddham Sinhala Sogdian Soyombo Sundanese Syriac Tagalog Tagbanwa Takri Tamil Tangsa ' +
    'Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Yezidi Yi'
  ).split(' '),
);
