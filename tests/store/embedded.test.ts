import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '../../src/sql/index.ts'
import { openStore } from '../../src/store/index.ts'
import { temporaryFolder } from '../support/stores.ts'

const version = z.object({ version: z.string() })

test('the embedded server starts in a new folder, and again in the same one', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder(stack)
  for (const _ of ['first', 'second']) {
    await using store = await openStore({ kind: 'embedded', folder })
    const row = await store.asOwner((db) => db.get(version, sql`select version()`))
    expect(row.version).toMatch(/PostgreSQL 18/)
  }
  expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false)
})

test('a second process on the folder is refused, and told who holds it', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder(stack)
  await using _ = await openStore({ kind: 'embedded', folder })
  await expect(openStore({ kind: 'embedded', folder })).rejects.toMatchObject({
    code: 'folderInUse',
    params: { folder, holder: `mutakhir ${process.pid}` },
  })
})

test('what a killed process left behind is taken over, its database server killed or not', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder(stack)
  for (const killsDatabase of [false, true]) {
    const left = fork(join(import.meta.dirname, '../support/held-store.ts'), [folder], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    expect((await once(left, 'message'))[0]).toBe('open')
    left.kill('SIGKILL')
    if (killsDatabase)
      execFileSync('kill', [
        '-9',
        readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0] ?? '',
      ])
    await using store = await openStore({ kind: 'embedded', folder })
    expect((await store.asOwner((db) => db.get(version, sql`select version()`))).version).toMatch(
      /PostgreSQL/,
    )
  }
})
