import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Account, changeAccount, createAccount, getAccount, listAccounts } from '../../access/index.ts'
import { accountIdSchema, branded } from '../../kernel/index.ts'
import { type Db, findAccountActivity, findArea } from '../../store/index.ts'
import { renderAccount } from '../accounts/render-account.ts'
import { pageOf, pageQuerySchema } from '../contract/common.ts'
import {
  type ListedAccount,
  accountChangeSchema,
  listedAccountSchema,
  newAccountSchema,
} from '../contract/session.ts'
import type { RouteParts } from '../parts.ts'
import { route } from '../route.ts'

const url = '/api/accounts'
const params = z.object({ accountId: accountIdSchema })

/** Accounts are the owner's tables: which of them an administrator may touch, the access room decides by area. */
export function accountRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { registry, access } = parts
  const { store } = registry

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'account.view',
      summary: 'Accounts of the own area',
      query: pageQuerySchema,
      answer: pageOf(listedAccountSchema),
    },
    async ({ actor, query }) =>
      await store.asOwner(async (db) => {
        const { items, total } = await listAccounts({ areaId: actor.areaId, ...query })(db)
        return { items: await renderListed(items, access.now())(db), total, ...query }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url,
      permission: 'account.manage',
      summary: 'Create an account',
      body: newAccountSchema,
      answer: listedAccountSchema,
      status: 201,
    },
    async ({ actor, body }) =>
      await store.asOwner(async (db) => {
        const accountId = await createAccount(access, { ...body, areaId: branded(body.areaId) }, actor)(db)
        return await renderOne(await getAccount(accountId)(db), access.now())(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'PATCH',
      url: `${url}/:accountId`,
      permission: 'account.manage',
      summary: 'Change, disable or unlock an account',
      params,
      body: accountChangeSchema,
      answer: listedAccountSchema,
    },
    async ({ actor, params: { accountId }, body }) =>
      await store.asOwner(async (db) => {
        const change = {
          ...body,
          areaId: body.areaId === undefined ? undefined : branded<number, 'AreaId'>(body.areaId),
        }
        return await renderOne(await changeAccount(access, accountId, change, actor)(db), access.now())(db)
      }),
  )
}

const renderListed =
  (accounts: readonly Account[], at: Date) =>
  async (db: Db): Promise<ListedAccount[]> => {
    const activity = await findAccountActivity(
      accounts.map(({ accountId }) => accountId),
      at,
    )(db)
    const listed: ListedAccount[] = []
    for (const account of accounts) {
      const area = await findArea(account.areaId)(db)
      if (!area) throw new Error(`the area ${account.areaId} of an account is missing`)
      const { lastSeenAt = null, lockedUntil = null } = activity.get(account.accountId) ?? {}
      listed.push({
        ...renderAccount(account, area),
        disabledAt: account.disabledAt,
        lastSeenAt,
        lockedUntil,
      })
    }
    return listed
  }

const renderOne =
  (account: Account, at: Date) =>
  async (db: Db): Promise<ListedAccount> => {
    const [listed] = await renderListed([account], at)(db)
    if (!listed) throw new Error('an account that was just written is not there')
    return listed
  }
