import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AccountId } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { ActorDb, Db, Store } from '../store/index.ts'
import { type Subject, chargeAttempt, forgiveAttempt } from './attempts.ts'
import type { AccessContext } from './context.ts'
import { problems } from './problems.ts'
import { type Place, open, seal } from './sealed.ts'
import { type Session, type SignedIn, getSession, rotateToken } from './sessions.ts'
import { base32, findStep, otpauthUrl } from './totp.ts'

export type Enrolment = { readonly secret: string; readonly otpauthUrl: string }

/** A fresh secret for the session's account; it counts when `confirmEnrolment` has seen a code. @throws Problem `alreadyEnrolled`. */
export const startEnrolment =
  (context: AccessContext, session: Session) =>
  async (db: Db): Promise<Enrolment> => {
    const secret = context.randomBytes(20)
    const sealed = seal(context.totpKeys[0], placeOf(session.accountId), secret, context.randomBytes(12))
    const written = await db.run(sql`
      update account set totp_cipher = ${sealed}, totp_last_step = null
       where account_id = ${session.accountId} and totp_confirmed_at is null`)
    if (written === 0) throw problems.alreadyEnrolled()
    return { secret: base32(secret), otpauthUrl: otpauthUrl(secret, session.login) }
  }

export type Enrolled = SignedIn & {
  /** Shown once: ten codes for the day on which the device is lost. */
  readonly recoveryCodes: readonly string[]
}

/** @throws Problem `codeRefused`, `tryLater`, `notEnrolling`, `alreadyEnrolled`. */
export const confirmEnrolment =
  (context: AccessContext, session: Session, code: string) =>
  async (store: Store): Promise<Enrolled> => {
    if (session.enrolled) throw problems.alreadyEnrolled()
    await guarded(context, session, takeCode(context, session.accountId, code))(store)
    return await store.asOwner(async (db) => {
      await db.run(sql`
        update account set totp_confirmed_at = ${context.now()} where account_id = ${session.accountId}`)
      const recoveryCodes = await writeRecoveryCodes(context, session.accountId)(db)
      return { ...(await passSession(context, session, 'second_factor.enrol')(db)), recoveryCodes }
    })
  }

/**
 * Takes a code of the authenticator, or a recovery code; the session is full afterwards, under a new token.
 * @throws Problem `codeRefused` (wrong or used), `tryLater`.
 */
export const passSecondFactor =
  (context: AccessContext, session: Session, code: string) =>
  async (store: Store): Promise<SignedIn> => {
    const digits = code.replace(/\s/g, '')
    const take = /^\d{6}$/.test(digits)
      ? takeCode(context, session.accountId, digits)
      : takeRecoveryCode(context, session.accountId, code)
    await guarded(context, session, take)(store)
    return await store.asOwner(passSession(context, session, 'second_factor.pass'))
  }

/** Counts the attempt, makes it, and takes it back when it was right. */
const guarded =
  (context: AccessContext, session: Session, take: (db: Db) => Promise<boolean>) =>
  async (store: Store): Promise<void> => {
    const subjects: readonly Subject[] = [{ kind: 'second_factor', login: session.login }]
    await store.asOwner(chargeAttempt(subjects, context.now()))
    await store.asOwner(async (db) => {
      if (!(await take(db))) throw problems.codeRefused()
      await forgiveAttempt(subjects)(db)
    })
  }

const totpRow = z.object({ sealed: z.instanceof(Uint8Array).nullable(), lastStep: z.number().nullable() })

/** Whether the code was right; its step is used up. */
const takeCode =
  (context: AccessContext, accountId: AccountId, code: string) =>
  async (db: Db): Promise<boolean> => {
    const query = sql`
      select totp_cipher as sealed, totp_last_step as "lastStep"
        from account where account_id = ${accountId} for update`
    const { sealed, lastStep } = await db.get(totpRow, query)
    if (sealed === null) throw problems.notEnrolling()
    const secret = open(context.totpKeys, placeOf(accountId), sealed)
    const step = findStep(secret, code, context.now(), lastStep ?? 0)
    if (step === undefined) return false
    await db.run(sql`update account set totp_last_step = ${step} where account_id = ${accountId}`)
    return true
  }

const takeRecoveryCode =
  (context: AccessContext, accountId: AccountId, code: string) =>
  async (db: Db): Promise<boolean> => {
    const used = await db.run(sql`
      update recovery_code set used_at = ${context.now()}
       where account_id = ${accountId} and code_sha256 = ${hashCode(code)} and used_at is null`)
    return used === 1
  }

/** 80 bits each, so that a plain hash of them is safe. */
const writeRecoveryCodes =
  (context: AccessContext, accountId: AccountId) =>
  async (db: Db): Promise<readonly string[]> => {
    const codes = Array.from({ length: 10 }, () => inGroups(base32(context.randomBytes(10))))
    await db.run(sql`delete from recovery_code where account_id = ${accountId}`)
    for (const code of codes) {
      await db.run(sql`
        insert into recovery_code (account_id, code_sha256) values (${accountId}, ${hashCode(code)})`)
    }
    return codes
  }

const passSession =
  (context: AccessContext, session: Session, action: string) =>
  async (db: ActorDb): Promise<SignedIn> => {
    await db.run(sql`
      update session set second_factor_at = ${context.now()} where session_id = ${session.sessionId}`)
    const token = await rotateToken(context, session.sessionId)(db)
    db.audit({ action, subject: session.accountId, areaId: session.areaId })
    return { token, session: await getSession(token, context.now())(db) }
  }

function placeOf(accountId: AccountId): Place {
  return { table: 'account', column: 'totp_cipher', row: accountId }
}

function inGroups(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-')
}

/** As typed from paper: small letters and missing dashes are the same code. */
function hashCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest()
}
