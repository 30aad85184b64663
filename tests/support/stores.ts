import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chmodSync } from 'node:fs'
import { afterAll, beforeAll, describe } from 'vitest'
import { type Store, openStore, startEmbedded } from '../../src/store/index.ts'

/**
 * Runs the same tests on both kinds of database: our own server (PostgreSQL 18 from npm) and one reached by URL. The
 * latter is MUTAKHIR_TEST_DATABASE_URL when it is set, else the oldest version that is supported, PostgreSQL 15.
 */
export function eachStore(tests: (store: () => Store) => void): void {
  describe.each([
    ['on the embedded server', openEmbedded],
    ['on a PostgreSQL server by URL', openByUrl],
  ])('%s', (_, open) => {
    const stack = new AsyncDisposableStack()
    let store: Store | undefined
    beforeAll(async () => {
      store = stack.use(await open(stack))
    })
    afterAll(() => stack.disposeAsync())
    tests(() => {
      if (!store) throw new Error('the store is not open yet')
      return store
    })
  })
}

/** A folder that is gone afterwards; open to the system user who runs PostgreSQL for root. */
export async function temporaryFolder(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-test-'))
  chmodSync(folder, 0o755)
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function openEmbedded(stack: AsyncDisposableStack): Promise<Store> {
  return await openStore({ kind: 'embedded', folder: await temporaryFolder(stack) })
}

async function openByUrl(stack: AsyncDisposableStack): Promise<Store> {
  const url = process.env['MUTAKHIR_TEST_DATABASE_URL'] ?? (await oldestSupportedServer(stack))
  return await openStore({ kind: 'server', url, servingPassword: 'serving-password-of-the-tests' })
}

async function oldestSupportedServer(stack: AsyncDisposableStack): Promise<string> {
  const binaries = await import('pg15-linux-x64')
  const server = stack.use(await startEmbedded(await temporaryFolder(stack), binaries))
  const { user, host, database } = server.config
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`
}
