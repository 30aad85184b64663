import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AuditLedger,
  type Keys,
  type RandomBytes,
  type Vault,
  createKeys,
  demoKeys,
  keyFileIn,
  makeKeys,
  openAuditLedger,
  openVault,
  readKeys,
  seededBytes,
  servingPassword,
} from '../access/index.ts'
import { type Codebook, familyCodebook } from '../questionnaire/index.ts'
import { type ActorDb, type Store, openStore, prepareColumns } from '../store/index.ts'

/** Where a registry lives: a folder for keys, anchors of the audit, snapshots and lists; the database in it or by URL. */
export type RegistryHome = {
  readonly folder: string
  readonly databaseUrl?: string | undefined
  /** Keys made from a seed when the folder has none yet: for fictional people only. */
  readonly demoSeed?: number | undefined
}

/** A registry, open: what every command and the server work with. */
export type OpenRegistry = AsyncDisposable & {
  readonly folder: string
  /** A transaction that wrote audit entries is attested outside the database before its result is given. */
  readonly store: Store
  readonly audit: AuditLedger
  readonly keys: Keys
  readonly vault: Vault
  readonly codebook: Codebook
  readonly randomBytes: RandomBytes
}

/** Opens the registry of a folder; made when it is not there. */
export async function openRegistry({ folder, databaseUrl, demoSeed }: RegistryHome): Promise<OpenRegistry> {
  // The database's own system user must be able to enter, when root runs it; the keys' folder is ours alone.
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const isNew = !existsSync(keyFileIn(join(folder, 'keys')))
  const keys = openKeys(join(folder, 'keys'), demoSeed)
  const location =
    databaseUrl === undefined
      ? ({ kind: 'embedded', folder } as const)
      : ({ kind: 'server', url: databaseUrl, servingPassword: servingPassword(keys) } as const)
  const store = await openStore(location)
  await store.asOwner(prepareColumns(familyCodebook))
  const audit = openAuditLedger(store, {
    folder: join(folder, 'audit'),
    copies: [],
    key: keys.signing.checkpoints[0],
    now: () => new Date(),
  })
  // A seed gives the same nonces each time: only a registry whose keys are new may take them.
  const bytes = demoSeed === undefined || !isNew ? randomBytes : seededBytes(demoSeed)
  return {
    folder,
    store: attesting(store, audit),
    audit,
    keys,
    vault: openVault(keys, bytes),
    codebook: familyCodebook,
    randomBytes: bytes,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

function openKeys(folder: string, demoSeed: number | undefined): Keys {
  if (!existsSync(keyFileIn(folder)))
    createKeys(folder, demoSeed === undefined ? makeKeys(randomBytes, false) : demoKeys(demoSeed))
  return readKeys(folder)
}

/** The store, with an attestation after each transaction that wrote to the audit. */
function attesting(store: Store, audit: AuditLedger): Store {
  const attested = async <T>(
    run: (noticed: (work: (db: ActorDb) => Promise<T>) => (db: ActorDb) => Promise<T>) => Promise<T>,
  ): Promise<T> => {
    let entries = 0
    const noticed = (work: (db: ActorDb) => Promise<T>) => (db: ActorDb) =>
      work({
        ...db,
        audit: (entry) => {
          entries++
          db.audit(entry)
        },
      })
    const result = await run(noticed)
    if (entries > 0) await audit.attest()
    return result
  }
  return {
    ...store,
    asOwner: (work, author) => attested((noticed) => store.asOwner(noticed(work), author)),
    asActor: (actor, work) => attested((noticed) => store.asActor(actor, noticed(work))),
  }
}
