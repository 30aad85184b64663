import type { Step } from '../../sql/index.ts'
import { type NameForm, nameForm } from './name-form.ts'
import { rememberingReader } from './word-form.ts'

/**
 * The names of `tables` (each with a column `name`), once each, in order: what `nameFormTable` turns into the table
 * `name_form`. One implementation of the rules then serves device, server and batch, and no engine needs to know them.
 */
export function distinctNameStep(tables: readonly string[]): Step {
  const names = tables.map((table) => `select distinct name from ${table} where name is not null`)
  return { name: 'distinct_name', uses: tables, sql: `${names.join('\nunion\n')}\norder by name` }
}

/** Columns of `name_form`, equally long; `name` is the key that joins them to a table of people. */
export type NameFormTable = Readonly<Record<NameFormColumn, readonly string[]>>

export type NameFormColumn = 'name' | 'normal' | 'joined' | 'sorted' | 'first_code' | 'last_code'

/** The forms of `names`, which must be distinct; call it part by part when memory is short. */
export function nameFormTable(names: readonly string[]): NameFormTable {
  const read = rememberingReader()
  const forms = names.map((name) => nameForm(name, read))
  const column = (key: keyof NameForm) => forms.map((form) => form[key])
  return {
    name: names,
    normal: column('normal'),
    joined: column('joined'),
    sorted: column('sorted'),
    first_code: column('firstCode'),
    last_code: column('lastCode'),
  }
}

/** Columns of `name_word`: the forms of distinct names with their sounds as whole numbers, for joins. */
export type NameWordTable = {
  readonly name: readonly string[]
  readonly normal: readonly string[]
  readonly firstCode: Int32Array
  readonly lastCode: Int32Array
}

/** A maker of `name_word` that remembers words from one part of the names to the next. */
export function nameWordMaker(): (names: readonly string[]) => NameWordTable {
  const read = rememberingReader()
  return (names) => {
    const forms = names.map((name) => nameForm(name, read))
    return {
      name: names,
      normal: forms.map(({ normal }) => normal),
      firstCode: Int32Array.from(forms, ({ firstCode }) => codeNumber(firstCode)),
      lastCode: Int32Array.from(forms, ({ lastCode }) => codeNumber(lastCode)),
    }
  }
}

/** A sound of up to five letters and digits in 26 bits; 0 when there is none. Other signs share one number. */
export function codeNumber(code: string): number {
  let number = 0
  for (const sign of code.slice(0, 5)) number = number * 37 + 1 + Math.max(0, signs.indexOf(sign))
  return number
}

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
