declare const brand: unique symbol

/** A primitive that has been parsed: a plain value cannot stand in for it. Made only by the parser that owns the name. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
