/**
 * Nouns whose plural no suffix rule gives, `singular:plural` (one word: both alike), in the order in which they are
 * tried. They also hold as the last part of a longer word: `craftsman`, `craftsmen`.
 *
 * What Kubebuilder and controller-gen derive from a kind, oddities included (`octopus`): a plural that differs from
 * theirs would name another CRD.
 */
export const NOUNS = `
  graffiti shoe:shoes formula:formulas agenda:agendas pretorium:pretoriums cookie:cookies movie:movies move:moves
  hive:hives chive:chives thief:thieves hoof:hoofs dwarf:dwarfs rice news money jeans information equipment
  tomato:tomatoes potato:potatoes buffalo:buffaloes topaz:topazes ache:aches pause:pauses muse:muses misuse:misuses
  house:houses fuse:fuses excuse:excuses cruse:cruses clause:clauses cause:causes abuse:abuses vedalia:vedalias
  basis:bases base:bases testis:testes thesis:theses oasis:oases genesis:geneses ellipsis:ellipses crisis:crises
  helix:helices radix:radices appendix:appendices vortex:vortices vertex:vertices latex:latices index:indices
  codex:codices apex:apices uva:uvae praecava:praecavae postcava:postcavae larva:larvae vita:vitae minutia:minutiae
  differentia:differentiae vertebra:vertebrae alumna:alumnae genus:genera corpus:corpora syllabus:syllabi
  radius:radii octopus:octupuses nucleus:nuclei locus:loci focus:foci coccus:cocci cactus:cacti bacillus:bacilli
  alumnus:alumni quota:quotas curriculum:curriculums symposium:symposia auditorium:auditoria aquarium:aquaria
  stadium:stadiums medium:media media taxon:taxa phenomenon:phenomena noumenon:noumena mitochondrion:mitochondria
  lexicon:lexica ganglion:ganglia criterion:criteria bureau:bureaus fabliau:fabliaux adieu:adieux person:people
  woman:women tooth:teeth mouse:mice human:humans man:men goose:geese foot:feet child:children you tuna trout swine
  species shrimp sheep series salmon police moose fish deer chassis blues bison beef aircraft
`;

/** Nouns that stand for themselves only: `axis` has `axes`, and `praxis` follows the suffix rules. */
export const WHOLE_NOUNS = 'ox:oxen louse:lice die:dice axis:axes alias:aliases use:uses toe:toes';

/** Plurals beside those above that are left as they are. */
export const OTHER_PLURALS = 'octopi formulae dwarves stadia curricula bureaux adieus';

/** `singular:plural` by ending, in the order in which they are tried; what no rule names gets an s. */
export const ENDINGS = `
  tive:tives eaf:eaves oaf:oaves afe:aves arf:arves rfe:rves rf:rves lf:lves fe:ves
  ay:ays ey:eys oy:oys quy:quies uy:uys y:ies
  eau:eaux bula:bulae dula:bulae lula:bulae nula:bulae vula:bulae hedron:hedra
  ium:ia seum:seums eum:ea oum:oa stracum:straca dum:da elum:ela ilum:ila olum:ola ulum:ula llum:lla ylum:yla
  imum:ima ernum:erna gnum:gna brum:bra crum:cra terum:tera serum:sera trum:tra antum:anta atum:ata entum:enta
  etum:eta itum:ita otum:ota utum:uta ctum:cta ovum:ova
  trix:trices iasis:iases mesis:meses kinesis:kineses resis:reses gnosis:gnoses opsis:opses ysis:yses
  ouse:ouses lause:lauses us:uses
  ch:ches io:ios sh:shes ss:sses ez:ezzes iz:izzes tz:tzes zz:zzes ano:anos lo:los to:tos oo:oos o:oes x:xes
`;
