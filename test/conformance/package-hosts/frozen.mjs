// What some embedders do before anything else is loaded, so that no module changes what others rely on.
const classes = [
  Array,
  Boolean,
  Date,
  Error,
  Function,
  Map,
  Number,
  Object,
  Promise,
  RegExp,
  Set,
  String,
  Symbol,
  WeakMap,
];
for (const { prototype } of [...classes, Uint8Array]) Object.freeze(prototype);
