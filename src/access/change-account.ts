import type { AccountId, AreaId } from '../kernel/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import type { ActorDb, Db } from '../store/index.ts'
import { type Account, getAccount } from './accounts.ts'
import { unlockLogin } from './attempts.ts'
import { type By, renderBy, requireInArea } from './by.ts'
import type { AccessContext } from './context.ts'
import { problems } from './problems.ts'
import type { Role } from './roles.ts'
import { endSessionsOf } from './sessions.ts'

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
    await requireInArea(account.areaId, by)(db)
    if (change.areaId !== undefined) await requireInArea(change.areaId, by)(db)
    const { unlock, ...rights } = change
    if (unlock) await unlockLogin(account.login)(db)
    if (renderChange(rights) !== '') await changeRights(context, accountId, rights)(db)
    const detail = `${renderBy(by)} ${renderChange(change)}`
    db.audit({ action: 'account.change', subject: accountId, areaId: account.areaId, detail })
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

const lockAccount =
  (accountId: AccountId) =>
  async (db: Db): Promise<Account> => {
    await db.run(sql`select from account where account_id = ${accountId} for update`)
    return await getAccount(accountId)(db)
  }

function renderChange(change: AccountChange): string {
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  return said.map(([name, value]) => `${name}=${value}`).join(' ')
}
