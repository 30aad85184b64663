import type { Language } from '../../../kernel/index.ts'
import type { Area } from './area.ts'

export type Session = {
  readonly account: Account
  readonly permissions: readonly Permission[]
  /** The data are made up: every page says so. */
  readonly synthetic: boolean
}

/** What the console asks about before it shows a way in; the server decides again. */
export type Permission =
  | 'cycle.view'
  | 'area.view'
  | 'family.view'
  | 'family.search_number'
  | 'number.reveal'
  | 'proposal.submit'
  | 'proposal.view'
  | 'proposal.decide'
  | 'change.record'
  | 'import.view'
  | 'import.upload'
  | 'import.promote'
  | 'list.view'
  | 'list.download'
  | 'account.view'
  | 'account.manage'
  | 'audit.view'

export type SignInAnswer = Session & { readonly secondFactorNeeded: boolean }

export type Account = {
  readonly accountId: string
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly area: Area
  readonly language: Language
  readonly secondFactor: 'none' | 'enrolled' | 'required'
}

export type Role =
  | 'administrator'
  | 'statistician'
  | 'data_manager'
  | 'district'
  | 'village_operator'
  | 'supervisor'
  | 'enumerator'
  | 'auditor'

export type ListedAccount = Account & {
  readonly disabledAt: string | null
  readonly lockedUntil: string | null
  readonly lastSeenAt: string | null
}

export type NewAccount = {
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly areaId: number
  readonly password: string
}

export type AccountChange = {
  readonly role?: Role
  readonly areaId?: number
  readonly disabled?: boolean
  readonly unlock?: boolean
}
