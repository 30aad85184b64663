import type { Message } from '../../kernel/index.ts'
import type { FormModel, FormNode } from '../form/form-model.ts'
import { type FormRow, value } from '../form/form-rows.ts'
import { messageOf, textsOf } from '../form/form-texts.ts'
import { placedNodes } from '../form/walk.ts'
import { type Role, rolesOf } from './roles.ts'

/** What the author's sheet `pedoman` says of a question; a part that nobody wrote is absent. */
export type Guide = {
  readonly definition?: Message
  /** What the answer is for. */
  readonly purpose?: Message
  readonly asking?: Message
  readonly probes?: Message
  readonly rightExamples?: Message
  readonly wrongExamples?: Message
  readonly specialCases?: Message
  /** What may be looked at: a card, a meter, the roof itself. */
  readonly evidence?: Message
  /** What the supervisor looks at. */
  readonly checking?: Message
  readonly concept?: Message
  /** Classification that the answer follows, such as KBLI. */
  readonly standard?: string
  /** Whose book it stands in; all but the facilitator's when the author names none. */
  readonly roles: readonly Role[]
}

export type GuidePart = Exclude<keyof Guide, 'standard' | 'roles'>

/** The columns of the sheet, by the part that they fill. */
export const guideColumnOf: Readonly<Record<GuidePart, string>> = {
  definition: 'definisi',
  purpose: 'tujuan',
  asking: 'cara_tanya',
  probes: 'probing',
  rightExamples: 'contoh_benar',
  wrongExamples: 'contoh_salah',
  specialCases: 'kasus_khusus',
  evidence: 'sumber_bukti',
  checking: 'periksa',
  concept: 'konsep',
}

export const guideParts = [
  'definition',
  'purpose',
  'asking',
  'probes',
  'rightExamples',
  'wrongExamples',
  'specialCases',
  'evidence',
  'checking',
  'concept',
] as const satisfies readonly GuidePart[]

/** Parts that a question does not inherit from the group around it: they are true of it alone. */
const own: ReadonlySet<string> = new Set(['definisi', 'contoh_benar', 'contoh_salah', 'konsep'])

/** The names that a row of the sheet `pedoman` speaks of: one or several, parted by spaces or commas. */
export function namesOfGuide(row: FormRow): readonly string[] {
  return value(row, 'name')
    .split(/[\s,]+/)
    .filter((name) => name !== '')
}

/**
 * The guide of every node of a form. A row names one or several questions; a row that names a group holds for every
 * question in it, outer groups after inner ones, where the question has no row that says more.
 */
export function guidesOf(form: FormModel): ReadonlyMap<FormNode, Guide> {
  const rows = new Map<string, FormRow[]>()
  for (const row of form.tables.guide.rows) {
    for (const name of namesOfGuide(row)) rows.set(name, [...(rows.get(name) ?? []), row])
  }
  const of = (name: string) => rows.get(name) ?? []
  return new Map(
    [...placedNodes(form.nodes)].map(({ node, around }) => {
      const outer = around.toReversed().flatMap((group) => of(group.name))
      return [node, guideFrom(of(node.name), outer)]
    }),
  )
}

function guideFrom(rows: readonly FormRow[], outer: readonly FormRow[]): Guide {
  const all = [...rows, ...outer]
  const parts = Object.entries(guideColumnOf).flatMap(([part, column]) => {
    const within = own.has(column) ? rows : all
    const text = within.map((row) => messageOf(textsOf(row, column))).find((message) => message !== undefined)
    return text ? [[part, text] as const] : []
  })
  const first = (column: string) => all.map((row) => value(row, column)).find((text) => text !== '') ?? ''
  const standard = first('standar')
  return {
    ...Object.fromEntries(parts),
    ...(standard !== '' && { standard }),
    roles: rolesOf(first('peran')),
  }
}
