import type { FormModel } from './form/form-model.ts'
import { value } from './form/form-rows.ts'
import { placedNodes } from './form/walk.ts'
import { renderCsv } from '../sheets/index.ts'
import { mediaOf } from './xform/binding.ts'
import { externalInstances } from './xform/secondary-instances.ts'

/** What goes with a form besides its XForm. */
export type FormMedia = {
  /** Files that the form itself yields. */
  readonly made: readonly { readonly name: string; readonly text: string }[]
  /** Names of the files that the form expects beside it. */
  readonly wanted: readonly string[]
}

export function formMedia(form: FormModel): FormMedia {
  const entities = new Set(form.entities.map(({ list }) => `${list}.csv`))
  const files = externalInstances(form).flatMap(
    ({ source }) => /^jr:\/\/file(?:-csv)?\/(.+)$/.exec(source)?.[1] ?? [],
  )
  const rows = [
    ...[...placedNodes(form.nodes)].map(({ node }) => node.row),
    ...[...form.choices.values()].flat().map(({ row }) => row),
  ]
  const shown = rows.flatMap((row) => [...mediaOf(row).values()].flatMap((texts) => Object.values(texts)))
  const wanted = new Set(
    [...files, ...shown].filter((name) => !entities.has(name) && !name.includes('${') && name !== '-'),
  )
  return { made: itemsets(form), wanted: [...wanted] }
}

/** The sheet `external_choices`, which Collect reads from a file of this name. */
function itemsets({ tables: { externalChoices } }: FormModel): FormMedia['made'] {
  const { headings, rows } = externalChoices
  if (rows.length === 0) return []
  const cells = [headings, ...rows.map((row) => headings.map((heading) => value(row, heading)))]
  const text = renderCsv(cells, { delimiter: ',', byteOrderMark: false, exact: true })
  return [{ name: 'itemsets.csv', text }]
}
