import { z } from 'zod'
import { type AccountId, type AreaId, type Language, accountIdSchema, areaIdSchema } from '../kernel/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import type { ActorDb, Db } from '../store/index.ts'
import { unlockLogin } from './attempts.ts'
import type { AccessContext, By } from './context.ts'
import { hashPassword, requireGoodPassword } from './password.ts'
import { problems } from './problems.ts'
import { type Role, roleSchema } from './roles.ts'
import { endSessionsOf } from './sessions.ts'

const accountRow = z.object({
  accountId: accountIdSchema,
  login: z.string(),
  displayName: z.string(),
  role: roleSchema,
  areaId: areaIdSchema,
  language: z.enum(['id', 'en']),
  enrolled: z.boolean(),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
})

export type Account = z.infer<typeof accountRow>

const columns = sql`account_id as "accountId", login, display_name as "displayName", role, area_id as "areaId", language,
  totp_confirmed_at is not null as enrolled, created_at as "createdAt", disabled_at as "disabledAt"`

export type NewAccount = {
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly areaId: AreaId
  readonly language: Language
  readonly password: string
}

/** @throws Problem `loginMalformed`, `loginTaken`, `outsideArea`, and those of `requireGoodPassword`. */
export const createAccount =
  (context: AccessContext, account: NewAccount, by: By) =>
  async (db: ActorDb): Promise<AccountId> => {
    const login = parseLogin(account.login)
    requireGoodPassword(account.password, login)
    await requireInArea(account.areaId, by)(db)
    const accountId = accountIdSchema.parse(context.newId())
    const hash = await hashPassword(account.password, context.passwordCost, context.randomBytes)
    const created = await db.run(sql`
      insert into account (account_id, login, display_name, role, area_id, language, password_hash, created_at)
      values (${accountId}, ${login}, ${account.displayName}, ${account.role}, ${account.areaId}, ${account.language},
        ${hash}, ${context.now()})
      on conflict (login) do nothing`)
    if (created === 0) throw problems.loginTaken({ login })
    const detail = `${nameOf(by)} role=${account.role}`
    db.audit({ action: 'account.create', subject: accountId, areaId: account.areaId, detail })
    return accountId
  }

export type AccountChange = {
  readonly role?: Role | undefined
  readonly areaId?: AreaId | undefined
  readonly disabled?: boolean | undefined
  /** Lifts the waits after failed attempts. */
  readonly unlock?: true | undefined
  /** A lost authenticator: the account enrols another, or none if its role needs none. */
  readonly resetSecondFactor?: true | undefined
}

/**
 * Changes an account of the area of `by`; a change of its rights ends its sessions.
 * @throws Problem `accountUnknown`, `outsideArea`, `ownAccount`.
 */
export const changeAccount =
  (context: AccessContext, accountId: AccountId, change: AccountChange, by: By) =>
  async (db: ActorDb): Promise<Account> => {
    const account = await lockAccount(accountId)(db)
    if (by !== 'system' && by.accountId === accountId) throw problems.ownAccount()
    for (const areaId of [account.areaId, change.areaId ?? account.areaId])
      await requireInArea(areaId, by)(db)
    const { unlock, ...rights } = change
    if (unlock) await unlockLogin(account.login)(db)
    if (Object.values(rights).some((value) => value !== undefined))
      await changeRights(context, accountId, rights)(db)
    db.audit({
      action: 'account.change',
      subject: accountId,
      areaId: account.areaId,
      detail: `${nameOf(by)} ${renderChange(change)}`,
    })
    return await getAccount(accountId)(db)
  }

const changeRights =
  (
    context: AccessContext,
    accountId: AccountId,
    { role, areaId, disabled, resetSecondFactor }: AccountChange,
  ) =>
  async (db: Db): Promise<void> => {
    const at = context.now()
    const settings: Sql[] = []
    if (role !== undefined) settings.push(sql`role = ${role}`)
    if (areaId !== undefined) settings.push(sql`area_id = ${areaId}`)
    if (disabled !== undefined) settings.push(sql`disabled_at = ${disabled ? at : null}`)
    if (resetSecondFactor)
      settings.push(sql`totp_cipher = null, totp_confirmed_at = null, totp_last_step = null`)
    await db.run(sql`update account set ${sql.join(settings)} where account_id = ${accountId}`)
    if (resetSecondFactor) await db.run(sql`delete from recovery_code where account_id = ${accountId}`)
    await endSessionsOf(accountId, at)(db)
  }

/** The accounts of an area and those within it, by login. `page` counts from 1. */
export const listAccounts =
  ({ areaId, page, size }: { readonly areaId: AreaId; readonly page: number; readonly size: number }) =>
  async (db: Db): Promise<{ readonly items: readonly Account[]; readonly total: number }> => {
    const within = sql`from account where area_id in (select area_id from area_within where ancestor_id = ${areaId})`
    const { total } = await db.get(z.object({ total: z.number() }), sql`select count(*) as total ${within}`)
    const items = await db.many(
      accountRow,
      sql`
      select ${columns} ${within} order by login limit ${size} offset ${(page - 1) * size}`,
    )
    return { items, total }
  }

/** @throws Problem `accountUnknown`. */
export const getAccount =
  (accountId: AccountId) =>
  async (db: Db): Promise<Account> => {
    const account = await db.find(
      accountRow,
      sql`select ${columns} from account where account_id = ${accountId}`,
    )
    if (account === undefined) throw problems.accountUnknown()
    return account
  }

const lockAccount =
  (accountId: AccountId) =>
  async (db: Db): Promise<Account> => {
    await db.run(sql`select from account where account_id = ${accountId} for update`)
    return await getAccount(accountId)(db)
  }

const requireInArea =
  (areaId: AreaId, by: By) =>
  async (db: Db): Promise<void> => {
    if (by === 'system') return
    const found = await db.find(
      z.object({}),
      sql`
    select from area_within where ancestor_id = ${by.areaId} and area_id = ${areaId}`,
    )
    if (found === undefined) throw problems.outsideArea()
  }

/** @throws Problem `loginMalformed`. */
function parseLogin(text: string): string {
  const login = text.trim().toLowerCase()
  if (!/^[a-z0-9._@-]{3,64}$/.test(login)) throw problems.loginMalformed()
  return login
}

function nameOf(by: By): string {
  return `by=${by === 'system' ? by : by.accountId}`
}

function renderChange(change: AccountChange): string {
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  return said.map(([name, value]) => `${name}=${value}`).join(' ')
}
