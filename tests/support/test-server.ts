import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { type Role, accessContext, demoKeys, openAuditLedger, openVault } from '../../src/access/index.ts'
import type { AreaId } from '../../src/kernel/index.ts'
import { familyCodebook } from '../../src/questionnaire/index.ts'
import { type Server, type ServerParts, buildServer } from '../../src/server/index.ts'
import { sql } from '../../src/sql/index.ts'
import { type Store, prepareColumns } from '../../src/store/index.ts'

export const origin = 'http://localhost:8080'

export type TestServer = Server & { readonly parts: ServerParts }

/** A server over a store, with keys from a seed and cheap passwords; nothing listens. */
export async function openTestServer(
  store: Store,
  folder: string,
  change: Partial<ServerParts> = {},
): Promise<TestServer> {
  const keys = demoKeys(11)
  await store.asOwner(prepareColumns(familyCodebook))
  const audit = openAuditLedger(store, {
    folder: `${folder}/audit`,
    copies: [],
    key: keys.signing.checkpoints[0],
    now: () => new Date(),
  })
  const registry = {
    folder,
    store,
    audit,
    keys,
    vault: openVault(keys, randomBytes),
    codebook: familyCodebook,
    randomBytes,
  }
  const outside = { now: () => new Date(), randomBytes, newId: randomUUID }
  const access = { ...accessContext(keys, outside), passwordCost: { memory: 64, passes: 1, lanes: 1 } }
  const parts = { registry, access, origin, logger: undefined, dist: undefined, ...change }
  return { ...(await buildServer(parts)), parts }
}

/** Somebody who is signed in: requests bear the session, and come from the console's own page. */
export type Caller = {
  readonly role: Role
  readonly accountId: string
  readonly cookie: string
  readonly call: (
    method: string,
    url: string,
    payload?: InjectOptions['payload'],
  ) => Promise<LightMyRequestResponse>
}

/** The token of a session, of a new account, that has passed whatever its role needs. */
export async function sessionOf(
  server: TestServer,
  role: Role,
  areaId: AreaId,
  displayName: string = role,
): Promise<string> {
  return (await openSession(server, role, areaId, displayName)).token
}

/** Somebody signed in, whose requests come from the console's own page. */
export async function signedIn(
  server: TestServer,
  role: Role,
  areaId: AreaId,
  displayName: string = role,
): Promise<Caller> {
  const { accountId, token } = await openSession(server, role, areaId, displayName)
  const cookie = `mutakhir=${token}`
  const headers = { cookie, 'x-mutakhir': '1' }
  const call: Caller['call'] = (method, url, payload) =>
    server.app.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    })
  return { role, accountId, cookie, call }
}

async function openSession({ parts }: TestServer, role: Role, areaId: AreaId, displayName: string) {
  const [accountId, token] = [randomUUID(), randomUUID()]
  await parts.registry.store.asOwner(async (db) => {
    await db.run(sql`insert into account (account_id, login, display_name, role, area_id, password_hash, totp_confirmed_at)
      values (${accountId}, ${accountId}, ${displayName}, ${role}, ${areaId}, '', now())`)
    await db.run(sql`insert into session (token_sha256, session_id, account_id, expires_at, second_factor_at)
      values (${createHash('sha256').update(token).digest()}, ${randomUUID()}, ${accountId}, now() + interval '1 hour', now())`)
  })
  return { accountId, token }
}
