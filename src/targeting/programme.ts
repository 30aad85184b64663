import { z } from 'zod'
import { type Issue, type PlainDate, plainDateSchema } from '../kernel/index.ts'
import { decisionReasons } from './built-in-reasons.ts'
import { familyConditionSchema, personConditionSchema, readColumns } from './condition.ts'

const messageSchema = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })
const codeSchema = z.string().regex(/^[a-z][a-z0-9_]*$/)
const rupiahSchema = z.number().int().nonnegative()
const shareSchema = z.number().min(0).max(1)

/** A named condition with what is said to a family for whom it decides. */
const ruleSchema = z.strictObject({ code: codeSchema, reason: messageSchema, when: familyConditionSchema })

/** The same sum for each unit, or a sum for each member by the first component that fits, dearest first. */
const benefitSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('flat'),
    amountRupiah: rupiahSchema,
    paymentsPerYear: z.number().int().positive(),
  }),
  z.strictObject({
    kind: z.literal('components'),
    /** Members of a family who count, the dearest first; no limit when absent. */
    maxPersons: z.number().int().positive().optional(),
    components: z
      .array(
        z.strictObject({
          code: codeSchema,
          label: messageSchema,
          amountRupiahPerYear: rupiahSchema,
          maxPersons: z.number().int().positive().optional(),
          who: personConditionSchema,
        }),
      )
      .min(1),
  }),
])

/**
 * A programme in one period, as its regulation has it. Regulation is data (invariant 10): a new amount, rule or margin
 * is a new file with its own dates.
 */
export const programmeSchema = z
  .strictObject({
    code: codeSchema,
    name: messageSchema,
    validFrom: plainDateSchema,
    /** The last day; open when absent. */
    validTo: plainDateSchema.optional(),
    /** Where each figure comes from; `unconfirmed` ones must be checked before the file decides over anyone. */
    sources: z
      .array(
        z.strictObject({
          what: messageSchema,
          source: z.string(),
          standing: z.enum(['confirmed', 'unconfirmed']),
        }),
      )
      .min(1),
    /** What the quota counts: families, or the members who fulfil `who` (all of them when absent). */
    unit: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('family') }),
      z.strictObject({ kind: z.literal('person'), who: personConditionSchema.optional() }),
    ]),
    benefit: benefitSchema,
    quotaLevel: z.enum(['nation', 'province', 'regency', 'district', 'village']),
    /** Units in the whole country. */
    quotaNational: z.number().int().positive(),
    budgetRupiahPerYear: rupiahSchema.optional(),
    /** All must hold. */
    rules: z.array(ruleSchema),
    /** A recipient for whom one holds is kept until somebody has looked at her case. */
    protections: z.array(ruleSchema),
    /** A recipient gives way only to families who rank better by more than this share of the quota. */
    incumbentMargin: shareSchema,
    /** Length of the waiting list as a share of the quota. */
    waitingShare: shareSchema,
    /** Days between the notice of an end and the end. */
    noticeDays: z.number().int().positive(),
  })
  .refine(hasOwnCodes, {
    path: ['rules'],
    message: 'two rules or protections share a code, or one is a built-in code',
  })

/** A code stands for one text, whether the house's or the programme's. */
function hasOwnCodes({
  rules,
  protections,
}: {
  readonly rules: readonly Coded[]
  readonly protections: readonly Coded[]
}) {
  const codes = [...Object.keys(decisionReasons), ...[...rules, ...protections].map(({ code }) => code)]
  return new Set(codes).size === codes.length
}

type Coded = { readonly code: string }

export type Programme = Readonly<z.infer<typeof programmeSchema>>
export type Rule = Programme['rules'][number]

export type ProgrammeRead =
  | { readonly kind: 'programme'; readonly programme: Programme }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }

/** Reads the content of a programme's file. */
export function parseProgramme(file: string, content: unknown): ProgrammeRead {
  const read = programmeSchema.safeParse(content)
  if (read.success) return { kind: 'programme', programme: read.data }
  return { kind: 'issues', issues: read.error.issues.map((issue) => formIssue(file, issue)) }
}

function formIssue(file: string, { path, message }: z.core.$ZodIssue): Issue {
  const where = path.map(String).join('.')
  return {
    code: 'programme_form',
    severity: 'error',
    where: { file, column: where },
    params: { where, message },
    message: {
      id: `Berkas program tidak sesuai bentuknya pada ${where || 'awal berkas'}: ${message}`,
      en: `The programme's file is not in form at ${where || 'its start'}: ${message}`,
    },
  }
}

/** Columns that a snapshot and its scores offer to conditions. */
export type OfferedColumns = { readonly family: readonly string[]; readonly person: readonly string[] }

/** Columns of the scores that a condition may read beside those of the family. */
export const scoreColumns = ['score', 'probability', 'decile_national', 'decile_regency'] as const

/** Conditions that read a column which the snapshot has not, one issue a column. */
export function checkProgramme(programme: Programme, offered: OfferedColumns): readonly Issue[] {
  const known = { family: new Set([...offered.family, ...scoreColumns]), person: new Set(offered.person) }
  const rules = [...programme.rules, ...programme.protections].map(({ when }) => readColumns(when))
  const family = rules.flatMap((rule) => rule.family)
  const person = [
    ...rules.flatMap((rule) => rule.person),
    ...personConditions(programme).flatMap((who) => readColumns(who).family),
  ]
  return [
    ...missing(family, known.family).map((column) => unknownColumn(programme, 'family', column)),
    ...missing(person, known.person).map((column) => unknownColumn(programme, 'person', column)),
  ]
}

function personConditions({ unit, benefit }: Programme) {
  return [
    ...(unit.kind === 'person' && unit.who ? [unit.who] : []),
    ...(benefit.kind === 'components' ? benefit.components.map(({ who }) => who) : []),
  ]
}

function missing(columns: readonly string[], known: ReadonlySet<string>): readonly string[] {
  return [...new Set(columns)].filter((column) => !known.has(column)).toSorted()
}

function unknownColumn({ code }: Programme, level: 'family' | 'person', column: string): Issue {
  const table = { family: { id: 'keluarga', en: 'family' }, person: { id: 'orang', en: 'person' } }[level]
  return {
    code: 'programme_unknown_column',
    severity: 'error',
    where: { column },
    params: { programme: code, level, column },
    message: {
      id: `Program ${code} memakai kolom ${column}, yang tidak ada di tabel ${table.id} snapshot ini.`,
      en: `Programme ${code} reads column ${column}, which this snapshot's ${table.en} table has not.`,
    },
  }
}

/**
 * The programme's file that is valid on `date`, if there is one.
 * @throws Error when two files of one programme are valid on that day.
 */
export function findProgramme(
  programmes: readonly Programme[],
  code: string,
  date: PlainDate,
): Programme | undefined {
  const valid = programmes.filter(
    (programme) =>
      programme.code === code &&
      programme.validFrom <= date &&
      (programme.validTo === undefined || date <= programme.validTo),
  )
  if (valid.length > 1) throw new Error(`two files of programme ${code} are valid on ${date}`)
  return valid[0]
}
