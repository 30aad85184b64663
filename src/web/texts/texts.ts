import type { Language } from '../../kernel/index.ts'
import { en } from './en.ts'
import { id } from './id.ts'

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

/** Every text of the console by its path, such as `cycle.steps.frame`. */
export type TextKey = Leaves<typeof id>

/** The Indonesian texts give the keys; the English must have the same. */
export type Same<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]> }

export const texts: Readonly<Record<Language, Same<typeof id>>> = { id, en }
