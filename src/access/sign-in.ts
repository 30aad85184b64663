import { z } from 'zod'
import { type AccountId, accountIdSchema } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { ActorDb, Db, Store } from '../store/index.ts'
import { type Subject, chargeAttempt, forgiveAttempt } from './attempts.ts'
import type { AccessContext } from './context.ts'
import { isLogin, normalizeLogin } from './login.ts'
import { hashPassword, isOutdated, isPassword, requireGoodPassword } from './password.ts'
import { problems } from './problems.ts'
import {
  type Browser,
  type Session,
  type SignedIn,
  endSession,
  endSessionOf,
  endSessionsOf,
  getSession,
  isKnownAddress,
  rotateToken,
  startSession,
} from './sessions.ts'

const secretRow = z.object({ accountId: accountIdSchema, passwordHash: z.string(), disabled: z.boolean() })
type Secret = z.infer<typeof secretRow>

export type SignIn = Browser & {
  readonly login: string
  readonly password: string
  /** The token the browser came with: that session ends. */
  readonly oldToken?: string | undefined
}

/**
 * Starts a session. Its stage says whether a second factor must follow. Three transactions: the attempt is counted and
 * committed before the password is looked at, which is done without holding a connection.
 * @throws Problem `signInRefused` (unknown login, wrong password and disabled account alike), `tryLater`.
 */
export const signIn =
  (context: AccessContext, request: SignIn) =>
  async (store: Store): Promise<SignedIn> => {
    const login = normalizeLogin(request.login)
    const { secret, subjects } = await store.asOwner(async (db) => {
      const found = await findSecret(login)(db)
      const attempted = await subjectsOf(login, found?.accountId, request.address, context.now())(db)
      await chargeAttempt(attempted, context.now())(db)
      return { secret: found, subjects: attempted }
    })
    const right = await isPassword(request.password, secret?.passwordHash, context.passwordCost)
    if (secret === undefined || secret.disabled || !right) throw problems.signInRefused()
    const fresh = await rehash(context, secret, request.password)
    return await store.asOwner(async (db) => {
      await forgiveAttempt(subjects)(db)
      if (fresh !== undefined) await setHash(secret.accountId, fresh)(db)
      if (request.oldToken !== undefined) await endSessionOf(request.oldToken, context.now())(db)
      const token = await startSession(context, secret.accountId, request)(db)
      return await noteSession(context, token, 'session.start')(db)
    })
  }

/** A stranger who guesses at a login must not lock its owner out where she usually works. */
const subjectsOf =
  (login: string, accountId: AccountId | undefined, address: string, at: Date) =>
  async (db: Db): Promise<readonly Subject[]> => {
    const known = accountId !== undefined && (await isKnownAddress(accountId, address, at)(db))
    const narrow: readonly Subject[] = [
      { kind: 'address', address },
      { kind: 'login_at_address', login, address },
    ]
    return known ? narrow : [...narrow, { kind: 'login', login }]
  }

export type NewPassword = { readonly current: string; readonly next: string }

/**
 * Changes the own password: all other sessions end, and this one gets a new token.
 * @throws Problem `passwordWrong`, `tryLater` and those of `requireGoodPassword`.
 */
export const changePassword =
  (context: AccessContext, session: Session, { current, next }: NewPassword) =>
  async (store: Store): Promise<SignedIn> => {
    requireGoodPassword(next, session.login)
    const subjects: readonly Subject[] = [{ kind: 'own_password', login: session.login }]
    const secret = await store.asOwner(async (db) => {
      await chargeAttempt(subjects, context.now())(db)
      return await findSecret(session.login)(db)
    })
    if (!(await isPassword(current, secret?.passwordHash, context.passwordCost)))
      throw problems.passwordWrong()
    const hash = await hashPassword(next, context.passwordCost, context.randomBytes)
    return await store.asOwner(async (db) => {
      await forgiveAttempt(subjects)(db)
      await setHash(session.accountId, hash)(db)
      await endSessionsOf(session.accountId, context.now(), session.sessionId)(db)
      const token = await rotateToken(context, session.sessionId)(db)
      return await noteSession(context, token, 'account.password')(db)
    })
  }

/** Ends this session, or with `everywhere` all of the account. */
export const signOut =
  (context: AccessContext, session: Session, { everywhere }: { readonly everywhere: boolean }) =>
  async (db: ActorDb): Promise<void> => {
    if (everywhere) await endSessionsOf(session.accountId, context.now())(db)
    else await endSession(session.sessionId, context.now())(db)
    db.audit({
      action: 'session.end',
      subject: session.accountId,
      areaId: session.areaId,
      detail: everywhere ? 'everywhere' : '',
    })
  }

const noteSession =
  (context: AccessContext, token: string, action: string) =>
  async (db: ActorDb): Promise<SignedIn> => {
    const session = await getSession(token, context.now())(db)
    db.audit({ action, subject: session.accountId, areaId: session.areaId })
    return { token, session }
  }

async function rehash(
  context: AccessContext,
  { passwordHash }: Secret,
  password: string,
): Promise<string | undefined> {
  if (!isOutdated(passwordHash, context.passwordCost)) return undefined
  return await hashPassword(password, context.passwordCost, context.randomBytes)
}

const findSecret =
  (login: string) =>
  async (db: Db): Promise<Secret | undefined> => {
    if (!isLogin(login)) return undefined
    const query = sql`
      select account_id as "accountId", password_hash as "passwordHash", disabled_at is not null as disabled
        from account where login = ${login}`
    return await db.find(secretRow, query)
  }

const setHash =
  (accountId: AccountId, hash: string) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`update account set password_hash = ${hash} where account_id = ${accountId}`)
  }
