import { type AccessContext, type Role, createAccount } from '../../access/index.ts'
import type { AccountId, AreaId } from '../../kernel/index.ts'
import type { ActorDb } from '../../store/index.ts'
import { findAreaByCode } from '../../store/index.ts'
import { demoRegencyCode } from '../area-codes.ts'

/** Everybody of the demo has the same password: it guards fictional people. */
const password = 'kabupaten-rekaan-2026'

export type DemoAccount = {
  readonly login: string
  readonly password: string
  readonly role: Role
  readonly displayName: string
  readonly areaCode: string
}

const account = (login: string, role: Role, displayName: string, areaCode: string): DemoAccount => ({
  login,
  password,
  role,
  displayName,
  areaCode,
})

/** One account a role; the village operator's village is the regency's first. */
export const demoAccounts: readonly DemoAccount[] = [
  account('data', 'data_manager', 'Ratna, pengelola data', demoRegencyCode),
  account('statistik', 'statistician', 'Bayu, statistisi', demoRegencyCode),
  account('dinsos', 'district', 'Wulan, dinas sosial', demoRegencyCode),
  account('desa', 'village_operator', 'Joko, operator desa', `${demoRegencyCode}.01.2001`),
  account('pengawas', 'supervisor', 'Siti, pengawas', demoRegencyCode),
  account('petugas', 'enumerator', 'Dimas, petugas', `${demoRegencyCode}.01.2001`),
  account('auditor', 'auditor', 'Endang, auditor', demoRegencyCode),
  account('admin', 'administrator', 'Agus, administrator', demoRegencyCode),
]

/** Gives the accounts' ids by their login. */
export const createDemoAccounts =
  (context: AccessContext, regencyId: AreaId) =>
  async (db: ActorDb): Promise<ReadonlyMap<string, AccountId>> => {
    const ids = new Map<string, AccountId>()
    for (const { login, role, displayName, areaCode } of demoAccounts) {
      const areaId = (await findAreaByCode(areaCode)(db)) ?? regencyId
      const created = await createAccount(
        context,
        { login, displayName, role, areaId, language: 'id', password },
        'system',
      )(db)
      ids.set(login, created)
    }
    return ids
  }

export function getAccount(accounts: ReadonlyMap<string, AccountId>, login: string): AccountId {
  const accountId = accounts.get(login)
  if (accountId === undefined) throw new Error(`the demo has no account ${login}`)
  return accountId
}
