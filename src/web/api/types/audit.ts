import type { Role } from './session.ts'

export type AuditBrief = {
  readonly seq: number
  readonly at: string
  readonly account: string | null
  readonly role: Role | null
  readonly action: string
  readonly subject: string | null
}

export type AuditEntry = AuditBrief & {
  readonly area: string | null
  readonly reason: string | null
  readonly detail: unknown
  readonly hash: string
}

export type AuditVerification = {
  readonly ok: boolean
  readonly entries: number
  readonly checkedTo: number
  readonly firstBad: { readonly seq: number; readonly what: string } | null
  readonly checkpoints: number
}
