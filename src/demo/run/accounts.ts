import { type AccessContext, type Role, createAccount } from '../../access/index.ts'
import type { AccountId, AreaId } from '../../kernel/index.ts'
import type { ActorDb } from '../../store/index.ts'

/** Everybody of the demo has the same password: it guards fictional people. */
const password = 'kabupaten-rekaan-2026'

export type DemoAccount = {
  readonly login: string
  readonly password: string
  readonly role: Role
  readonly displayName: string
  readonly level: DemoLevel
}

/** Where an account's scope lies: the regency, or one village. */
export type DemoLevel = 'regency' | 'village'

const account = (
  login: string,
  role: Role,
  displayName: string,
  level: DemoLevel = 'regency',
): DemoAccount => ({
  login,
  password,
  role,
  displayName,
  level,
})

/** One account a role; those of a village are of the one with the lowest code. */
export const demoAccounts: readonly DemoAccount[] = [
  account('data', 'data_manager', 'Ratna, pengelola data'),
  account('statistik', 'statistician', 'Bayu, statistisi'),
  account('dinsos', 'district', 'Wulan, dinas sosial'),
  account('desa', 'village_operator', 'Joko, operator desa', 'village'),
  account('pengawas', 'supervisor', 'Siti, pengawas'),
  account('petugas', 'enumerator', 'Dimas, petugas', 'village'),
  account('auditor', 'auditor', 'Endang, auditor'),
  account('admin', 'administrator', 'Agus, administrator'),
]

/** Gives the accounts' ids by their login. */
export const createDemoAccounts =
  (context: AccessContext, areas: Readonly<Record<DemoLevel, AreaId>>) =>
  async (db: ActorDb): Promise<ReadonlyMap<string, AccountId>> => {
    const ids = new Map<string, AccountId>()
    for (const { login, role, displayName, level } of demoAccounts) {
      const created = await createAccount(
        context,
        { login, displayName, role, areaId: areas[level], language: 'id', password },
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
