import pg from 'pg'
import type { AccountId, AreaId } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import { type Db, inTransaction, openPool } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { migrate, readMigrations } from './migrate.ts'

/** Where the registry lives: a folder with a server of our own, or a server that is there already. */
export type StoreLocation =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string; readonly servingPassword: string }

/** On whose behalf a transaction runs. The database shows it the rows of its area and no others. */
export type Actor = {
  readonly accountId: AccountId
  readonly role: string
  readonly areaId: AreaId
}

export type AuditEntry = {
  /** A verb of the catalogue of actions: `family.view`, `nik.reveal`, `import.promote` … */
  readonly action: string
  /** What it was done to: an identifier, never a name or a NIK. */
  readonly subject: string
  readonly areaId?: AreaId | undefined
  readonly reason?: string | undefined
  readonly detail?: string | undefined
}

/** A transaction that notes for the audit what it does. The entries are written last, since the chain admits one writer. */
export type ActorDb = Db & { readonly audit: (entry: AuditEntry) => void }

export type Store = AsyncDisposable & {
  /** A transaction of the owner, whom row level security lets see all: migrations, batch steps, accounts. The audit names `author`, else the system. */
  readonly asOwner: <T>(work: (db: ActorDb) => Promise<T>, author?: Actor) => Promise<T>
  /** A transaction of the serving role in the area of `actor`. */
  readonly asActor: <T>(actor: Actor, work: (db: ActorDb) => Promise<T>) => Promise<T>
  /** The owner's connection settings, for libraries that hold connections of their own (jobs). */
  readonly ownerConfig: pg.PoolConfig
}

/** Opens the registry's database and migrates it. */
export async function openStore(location: StoreLocation): Promise<Store> {
  await using stack = new AsyncDisposableStack()
  const { owner, serving } = await connect(location, stack)
  const ownerPool = stack.adopt(openPool(owner), (pool) => pool.end())
  await inTransaction(ownerPool, migrate(readMigrations()))
  if (location.kind === 'server') await inTransaction(ownerPool, setServingPassword(location.servingPassword))
  const servingPool = stack.adopt(openPool(serving), (pool) => pool.end())
  const held = stack.move()
  return {
    ownerConfig: owner,
    asOwner: (work, author) => inTransaction(ownerPool, (db) => withAudit(db, author ?? systemActor, work)),
    asActor: (actor, work) =>
      inTransaction(servingPool, async (db) => {
        await setActor(actor)(db)
        return await withAudit(db, actor, work)
      }),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

const servingRole = 'mutakhir_serving'

async function connect(location: StoreLocation, stack: AsyncDisposableStack) {
  if (location.kind === 'embedded') {
    const { config } = stack.use(await startEmbedded(location.folder))
    return { owner: config, serving: { ...config, user: servingRole } }
  }
  const serving = new URL(location.url)
  serving.username = servingRole
  serving.password = location.servingPassword
  return { owner: { connectionString: location.url }, serving: { connectionString: serving.href } }
}

/** The password comes from the key file, so every process that serves the same registry sets the same one. */
const setServingPassword =
  (password: string) =>
  async (db: Db): Promise<void> => {
    const literal = pg.escapeLiteral(password)
    await db.run(sql.raw(`alter role ${servingRole} password ${literal}`))
  }

const setActor =
  ({ accountId, role, areaId }: Actor) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`select set_config('mutakhir.account_id', ${accountId}, true),
    set_config('mutakhir.role', ${role}, true), set_config('mutakhir.area_id', ${String(areaId)}, true)`)
  }

type Author = { readonly accountId: AccountId | null; readonly role: string }

const systemActor: Author = { accountId: null, role: 'system' }

async function withAudit<T>(db: Db, author: Author, work: (db: ActorDb) => Promise<T>): Promise<T> {
  const entries: AuditEntry[] = []
  const result = await work({ ...db, audit: (entry) => void entries.push(entry) })
  for (const entry of entries) await appendAudit(author, entry)(db)
  return result
}

const appendAudit =
  ({ accountId, role }: Author, entry: AuditEntry) =>
  async (db: Db): Promise<void> => {
    const { action, subject, areaId = null, reason = '', detail = '' } = entry
    await db.run(sql`insert into audit_entry (account_id, role, action, subject, area_id, reason, detail)
    values (${accountId}, ${role}, ${action}, ${subject}, ${areaId}, ${oneLine(reason)}, ${oneLine(detail)})`)
  }

/** The chain parts its fields by control characters, so a field has none. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ')
}
