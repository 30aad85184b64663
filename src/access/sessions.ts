import { z } from 'zod'
import { type AccountId, accountIdSchema, areaIdSchema } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { Db } from '../store/index.ts'
import type { AccessContext } from './context.ts'
import { problems } from './problems.ts'
import { type Role, needsSecondFactor, roleSchema } from './roles.ts'
import { hashToken, makeToken } from './session-token.ts'

const idleMinutes = 30
const longestHours = 12

const sessionRow = z.object({
  sessionId: z.uuid(),
  accountId: accountIdSchema,
  login: z.string(),
  displayName: z.string(),
  role: roleSchema,
  areaId: areaIdSchema,
  language: z.enum(['id', 'en']),
  enrolled: z.boolean(),
  passed: z.boolean(),
})

/**
 * How far a signed-in browser has come: `second_factor` may only enter its code, `enrolment` only enrol an
 * authenticator, `full` may do what the role may.
 */
export type Stage = 'full' | 'second_factor' | 'enrolment'

export type Session = Omit<z.infer<typeof sessionRow>, 'passed'> & { readonly stage: Stage }

/** The session of a token that is alive at `at`, and not left idle for 30 minutes; it is idle from now on again. */
export const findSession =
  (token: string, at: Date) =>
  async (db: Db): Promise<Session | undefined> => {
    const query = sql`
      select session_id as "sessionId", account_id as "accountId", login, display_name as "displayName", role,
             area_id as "areaId", language, totp_confirmed_at is not null as enrolled,
             second_factor_at is not null as passed
        from session join account using (account_id)
       where token_sha256 = ${hashToken(token)} and ${aliveAt(at)} and disabled_at is null`
    const row = await db.find(sessionRow, query)
    if (row === undefined) return undefined
    await touchSession(row.sessionId, at)(db)
    const { passed, ...session } = row
    return { ...session, stage: stageOf(session.role, session.enrolled, passed) }
  }

export type SignedIn = { readonly token: string; readonly session: Session }

/** The session of a token that was just written. */
export const getSession =
  (token: string, at: Date) =>
  async (db: Db): Promise<Session> => {
    const session = await findSession(token, at)(db)
    if (session === undefined) throw new Error('a session that was just written is not there')
    return session
  }

function stageOf(role: Role, enrolled: boolean, passed: boolean): Stage {
  if (enrolled) return passed ? 'full' : 'second_factor'
  return needsSecondFactor(role) ? 'enrolment' : 'full'
}

/** @throws Problem `sessionEnded`, `secondFactorNeeded`, `enrolmentNeeded`: for every route but those of signing in. */
export function requireFull(session: Session | undefined): Session {
  if (session === undefined) throw problems.sessionEnded()
  if (session.stage === 'second_factor') throw problems.secondFactorNeeded()
  if (session.stage === 'enrolment') throw problems.enrolmentNeeded()
  return session
}

export type Browser = { readonly address: string; readonly userAgent: string }

/** A new session, which lasts 12 hours at most; its token. */
export const startSession =
  (context: AccessContext, accountId: AccountId, { address, userAgent }: Browser) =>
  async (db: Db): Promise<string> => {
    const token = makeToken(context.randomBytes)
    const at = context.now()
    const expires = new Date(at.getTime() + longestHours * 3_600_000)
    await db.run(sql`
      insert into session (token_sha256, session_id, account_id, created_at, last_seen_at, expires_at, address, user_agent)
      values (${hashToken(token)}, ${context.newId()}, ${accountId}, ${at}, ${at}, ${expires}, ${address}, ${userAgent.slice(0, 300)})`)
    return token
  }

/** A new token for a session whose rights have grown: one that was slipped to the browser before is worth nothing. */
export const rotateToken =
  (context: AccessContext, sessionId: string) =>
  async (db: Db): Promise<string> => {
    const token = makeToken(context.randomBytes)
    await db.run(sql`update session set token_sha256 = ${hashToken(token)} where session_id = ${sessionId}`)
    return token
  }

export const endSession =
  (sessionId: string, at: Date) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
      update session set ended_at = ${at} where session_id = ${sessionId} and ended_at is null`)
  }

/** The session of a token, if there is one. */
export const endSessionOf =
  (token: string, at: Date) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
      update session set ended_at = ${at} where token_sha256 = ${hashToken(token)} and ended_at is null`)
  }

/** Ends all sessions of an account but the one named `kept`: everywhere, after a new password, a new role, a lost phone. */
export const endSessionsOf =
  (accountId: AccountId, at: Date, kept?: string) =>
  async (db: Db): Promise<number> =>
    await db.run(sql`
      update session set ended_at = ${at}
       where account_id = ${accountId} and ended_at is null and session_id is distinct from ${kept ?? null}::uuid`)

/** Whether the account signed in from `address` within 30 days: then strangers cannot lock it out there. */
export const isKnownAddress =
  (accountId: AccountId, address: string, at: Date) =>
  async (db: Db): Promise<boolean> => {
    const query = sql`
      select from session
       where account_id = ${accountId} and address = ${address}
         and created_at > ${at}::timestamptz - interval '30 days' limit 1`
    return (await db.find(z.object({}), query)) !== undefined
  }

/** Removes sessions older than 30 days; for a nightly job. The number of rows. */
export const pruneSessions =
  (at: Date) =>
  async (db: Db): Promise<number> =>
    await db.run(sql`delete from session where created_at < ${at}::timestamptz - interval '30 days'`)

/** At most one write a minute. */
const touchSession =
  (sessionId: string, at: Date) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
      update session set last_seen_at = ${at}
       where session_id = ${sessionId} and last_seen_at < ${at}::timestamptz - interval '1 minute'`)
  }

function aliveAt(at: Date) {
  const idleSince = new Date(at.getTime() - idleMinutes * 60_000)
  return sql`ended_at is null and expires_at > ${at} and last_seen_at > ${idleSince}`
}
