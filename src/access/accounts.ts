import { z } from 'zod'
import { type AccountId, type AreaId, type Language, accountIdSchema, areaIdSchema } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { ActorDb, Db } from '../store/index.ts'
import { type By, requireInArea, renderBy } from './by.ts'
import type { AccessContext } from './context.ts'
import { parseLogin } from './login.ts'
import { hashPassword, requireGoodPassword } from './password.ts'
import { problems } from './problems.ts'
import { type Role, roleSchema } from './roles.ts'

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
    const detail = `${renderBy(by)} role=${account.role}`
    db.audit({ action: 'account.create', subject: accountId, areaId: account.areaId, detail })
    return accountId
  }

/** The accounts of an area and those within it, by login. `page` counts from 1. */
export const listAccounts =
  ({ areaId, page, size }: { readonly areaId: AreaId; readonly page: number; readonly size: number }) =>
  async (db: Db): Promise<{ readonly items: readonly Account[]; readonly total: number }> => {
    const within = sql`from account where area_id in (select area_id from area_within where ancestor_id = ${areaId})`
    const { total } = await db.get(z.object({ total: z.number() }), sql`select count(*) as total ${within}`)
    const onPage = sql`select ${columns} ${within} order by login limit ${size} offset ${(page - 1) * size}`
    return { items: await db.many(accountRow, onPage), total }
  }

/** @throws Problem `accountUnknown`. */
export const getAccount =
  (accountId: AccountId) =>
  async (db: Db): Promise<Account> => {
    const query = sql`select ${columns} from account where account_id = ${accountId}`
    const account = await db.find(accountRow, query)
    if (account === undefined) throw problems.accountUnknown()
    return account
  }
