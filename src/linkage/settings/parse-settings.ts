import type { Issue, Message } from '../../kernel/index.ts'
import { type KeyPart, keyFunctionNames, parseRule } from './key-expression.ts'
import { type Settings, settingsSchema } from './schema.ts'

/** Settings with their rules read. */
export type LinkageSettings = Omit<Settings, 'blocking' | 'training'> & {
  readonly blocking: readonly (readonly KeyPart[])[]
  readonly training: readonly (readonly KeyPart[])[]
}

export type ParsedSettings =
  | { readonly kind: 'parsed'; readonly settings: LinkageSettings }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** Parses settings; an issue names the member that is wrong, such as `comparisons.2.similar`. */
export function parseSettings(document: unknown): ParsedSettings {
  const parsed = settingsSchema.safeParse(document)
  if (!parsed.success) return { kind: 'refused', issues: parsed.error.issues.map(memberIssue) }
  const settings = parsed.data
  const blocking = readRules(settings.blocking, 'blocking')
  const training = readRules(settings.training, 'training')
  const issues = [...blocking.issues, ...training.issues, ...contentIssues(settings)]
  if (issues.length > 0) return { kind: 'refused', issues }
  return {
    kind: 'parsed',
    settings: {
      ...settings,
      blocking: blocking.rules,
      training: training.rules.length > 0 ? training.rules : blocking.rules,
    },
  }
}

function readRules(rules: Settings['blocking'], member: string) {
  const read = rules.map((rule, index) => ({ rule: parseRule(rule), place: `${member}.${index}` }))
  return {
    rules: read.flatMap(({ rule }) => ('unread' in rule ? [] : [rule])),
    issues: read.flatMap(({ rule, place }) => ('unread' in rule ? [unreadRule(place, rule.unread)] : [])),
  }
}

function unreadRule(place: string, text: string): Issue {
  const functions = keyFunctionNames.join(', ')
  return settingsIssue('rule_unread', place, {
    id: `Aturan blok "${text}" tidak terbaca. Tulis nama kolom, atau satu fungsi atas satu kolom (${functions}), misalnya first(nama, 3).`,
    en: `The blocking rule "${text}" cannot be read. Write a column, or one function of one column (${functions}), such as first(name, 3).`,
  })
}

function contentIssues(settings: Settings): readonly Issue[] {
  const names = settings.comparisons.map(({ column }) => column)
  const doubled = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          settingsIssue('comparison_doubled', `comparisons.${index}.column`, {
            id: `Kolom "${name}" dibandingkan dua kali; bukti yang sama akan dihitung dua kali. Hapus salah satu.`,
            en: `Column "${name}" is compared twice, and the same evidence would count twice. Remove one of them.`,
          }),
        ],
  )
  const uncovered = settings.comparisons.flatMap(({ covered_by: by }, index) =>
    by === undefined || names.includes(by)
      ? []
      : [
          settingsIssue('cover_unknown', `comparisons.${index}.covered_by`, {
            id: `"${by}" bukan kolom yang dibandingkan.`,
            en: `"${by}" is not one of the compared columns.`,
          }),
        ],
  )
  return [...doubled, ...uncovered, ...patternIssues(settings), ...orderIssues(settings)]
}

function patternIssues({ truth }: Settings): readonly Issue[] {
  if (truth?.pattern === undefined || isPattern(truth.pattern)) return []
  return [
    settingsIssue('pattern_unread', 'truth.pattern', {
      id: `Pola "${truth.pattern}" bukan regular expression dengan satu kurung.`,
      en: `The pattern "${truth.pattern}" is no regular expression with one bracket.`,
    }),
  ]
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(`${text}|`).exec('')?.length === 2
  } catch {
    return false
  }
}

function orderIssues({ keep, review, sure }: Settings): readonly Issue[] {
  if (keep <= review && review <= sure) return []
  return [
    settingsIssue('thresholds_order', 'sure', {
      id: `Ambang harus berurutan: keep (${keep}) <= review (${review}) <= sure (${sure}).`,
      en: `Thresholds must rise: keep (${keep}) <= review (${review}) <= sure (${sure}).`,
    }),
  ]
}

type ZodIssue = { readonly path: readonly PropertyKey[]; readonly message: string }

function memberIssue({ path, message }: ZodIssue): Issue {
  const place = path.map(String).join('.')
  return settingsIssue('settings_member', place, {
    id: `Pengaturan: bagian "${place}" tidak sah (${message}).`,
    en: `Settings: member "${place}" is not valid (${message}).`,
  })
}

export function settingsIssue(code: string, place: string, message: Message): Issue {
  return { code, severity: 'error', where: { column: place }, params: { place }, message }
}
