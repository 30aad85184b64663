import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type AccountId, type AreaId, areaIdSchema } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { Actor, Store } from '../store/index.ts'
import { eachStore } from '../../tests/support/stores.ts'
import {
  type NewAccount,
  type Session,
  accessContext,
  changeAccount,
  changePassword,
  confirmEnrolment,
  createAccount,
  demoKeys,
  findSession,
  getAccount,
  listAccounts,
  passSecondFactor,
  requireFull,
  seededBytes,
  signIn,
  signOut,
  startEnrolment,
} from './index.ts'
import { hotp, totpStep } from './totp.ts'

const minute = 60_000
let clock = Date.parse('2026-11-25T01:00:00Z')
let seed = 0

/** Little work for a password: these tests sign in hundreds of times. */
const context = {
  ...accessContext(demoKeys(7), {
    now: () => new Date(clock),
    randomBytes: (size) => seededBytes(++seed)(size),
    newId: () => crypto.randomUUID(),
  }),
  passwordCost: { memory: 64, passes: 1, lanes: 1 },
}

const password = 'kuda terbang di sawah'
const home = { address: '10.0.0.1', userAgent: 'uji' }
const stranger = { address: '203.0.113.9', userAgent: 'uji' }

eachStore((store) => {
  let areas = { regency: noArea(), district: noArea(), other: noArea() }
  let login = ''

  const anAccount = async (change: Partial<NewAccount> = {}) => {
    const account = {
      login,
      displayName: 'Siti',
      role: 'district',
      areaId: areas.district,
      language: 'id',
      password,
      ...change,
    } as const
    return await store().asOwner(createAccount(context, account, 'system'))
  }
  const enter = (browser = home, typed = password) =>
    signIn(context, { login, password: typed, ...browser })(store())
  const fail = async (times: number, browser = home) => {
    for (let time = 0; time < times; time++) await expect(enter(browser, 'salah')).rejects.toThrow(/is wrong/)
  }
  const find = (token: string) => store().asOwner(findSession(token, context.now()))
  const enrol = async (session: Session) => {
    const { secret } = await store().asOwner(startEnrolment(context, session))
    const code = () => hotp(fromBase32(secret), totpStep(context.now()))
    return { code, ...(await confirmEnrolment(context, session, code())(store())) }
  }

  beforeEach(async () => {
    clock += 48 * 60 * minute
    login = `siti${++seed}`
    areas = await prepareAreas(store())
  })

  test('a session is found by its token, which the database does not hold', async () => {
    const accountId = await anAccount()
    const { token, session } = await enter()
    expect(session).toMatchObject({ accountId, role: 'district', areaId: areas.district, stage: 'full' })
    expect(await find(token)).toEqual(session)
    const kept = await store().asOwner((db) =>
      db.many(z.object({ row: z.string() }), sql`select session::text as row from session`),
    )
    expect(kept.filter(({ row }) => row.includes(token))).toEqual([])
    expect(await find(`${token.slice(0, -1)}A`)).toBeUndefined()
  })

  test('an unknown login, a wrong password and a disabled account are refused in the same words', async () => {
    const accountId = await anAccount()
    const wrong = await enter(home, 'salah').catch((error: unknown) => error)
    await store().asOwner(changeAccount(context, accountId, { disabled: true }, 'system'))
    const disabled = await enter().catch((error: unknown) => error)
    const unknown = await signIn(context, { login: 'siapa', password, ...home })(store()).catch(
      (error: unknown) => error,
    )
    expect(wrong).toMatchObject({ code: 'signInRefused', status: 401 })
    expect(disabled).toEqual(wrong)
    expect(unknown).toEqual(wrong)
  })

  test('text that no login can have is refused like any other', async () => {
    for (const typed of ['', 'siti\u0000', 'x'.repeat(100_000)]) {
      await expect(signIn(context, { login: typed, password, ...stranger })(store())).rejects.toMatchObject({
        code: 'signInRefused',
      })
    }
  })

  test('a lock is written into the audit once, without the login that was typed', async () => {
    await anAccount()
    await fail(5)
    await expect(enter()).rejects.toMatchObject({ code: 'tryLater' })
    const row = z.object({ subject: z.string(), detail: z.string() })
    const locks = await store().asOwner((db) =>
      db.many(
        row,
        sql`
      select subject, detail from audit_entry where action = 'attempt.lock' order by seq desc limit 2`,
      ),
    )
    expect(locks.map(({ detail }) => detail).toSorted()).toEqual([
      'kind=login minutes=1',
      'kind=login_at_address minutes=1',
    ])
    expect(locks.filter(({ subject }) => subject.includes(login))).toEqual([])
  })

  test('a session ends after 30 idle minutes, and after 12 hours however busy', async () => {
    await anAccount()
    const { token } = await enter()
    clock += 29 * minute
    expect(await find(token)).toBeDefined()
    clock += 31 * minute
    expect(await find(token)).toBeUndefined()
    const busy = await enter()
    for (let waited = 0; waited < 12 * 60 - 20; waited += 20) {
      clock += 20 * minute
      expect(await find(busy.token)).toBeDefined()
    }
    clock += 20 * minute
    expect(await find(busy.token)).toBeUndefined()
  })

  test('signing in again ends the session that the browser came with', async () => {
    await anAccount()
    const { token } = await enter()
    const second = await signIn(context, { login, password, oldToken: token, ...home })(store())
    expect(await find(token)).toBeUndefined()
    expect(await find(second.token)).toBeDefined()
  })

  test('signing out ends this session, or all of them', async () => {
    await anAccount()
    const [first, second, third] = [await enter(), await enter(), await enter()]
    await store().asOwner(signOut(context, first.session, { everywhere: false }))
    expect(await find(first.token)).toBeUndefined()
    expect(await find(second.token)).toBeDefined()
    await store().asOwner(signOut(context, second.session, { everywhere: true }))
    expect(await find(third.token)).toBeUndefined()
  })

  test('the fifth failure locks for a minute, the next ones for 5, 15 and 60; the right password does not help meanwhile', async () => {
    await anAccount()
    await fail(5)
    for (const minutes of [1, 5, 15, 60, 60]) {
      await expect(enter()).rejects.toMatchObject({ code: 'tryLater', status: 429, params: { minutes } })
      clock += minutes * minute
      await fail(1)
    }
  })

  test('a success before the fifth failure starts the count anew', async () => {
    await anAccount()
    await fail(4)
    await enter()
    await fail(4)
    await expect(enter()).resolves.toBeDefined()
  })

  test('a hundred guesses at once are no more than five', async () => {
    await anAccount()
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => enter(home, 'salah')))
    const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'entered'))
    expect(codes.filter((code) => code === 'signInRefused')).toHaveLength(5)
    expect(codes.filter((code) => code === 'tryLater')).toHaveLength(95)
  })

  test('a stranger who keeps failing locks out strangers, not the owner where she signed in before', async () => {
    await anAccount()
    await enter(home)
    await fail(5, stranger)
    await expect(enter({ ...stranger, address: '203.0.113.10' })).rejects.toMatchObject({ code: 'tryLater' })
    await expect(enter(home)).resolves.toBeDefined()
  })

  test('an address that fails with twenty logins is locked for every login', async () => {
    await anAccount()
    const address = `198.51.100.${seed % 250}`
    for (let guess = 0; guess < 20; guess++) {
      await expect(
        signIn(context, { login: `tebak${seed}x${guess}`, password, address, userAgent: '' })(store()),
      ).rejects.toMatchObject({ code: 'signInRefused' })
    }
    await expect(enter({ ...stranger, address })).rejects.toMatchObject({ code: 'tryLater' })
    clock += minute
    await expect(enter({ ...stranger, address })).resolves.toBeDefined()
  })

  test('an administrator of the area unlocks an account', async () => {
    const accountId = await anAccount()
    await fail(5)
    await store().asOwner(changeAccount(context, accountId, { unlock: true }, await anAdministrator()))
    await expect(enter()).resolves.toBeDefined()
  })

  test('a new password ends the other sessions and changes the token of this one', async () => {
    await anAccount()
    const [here, elsewhere] = [await enter(), await enter()]
    const next = 'perahu kayu menuju timur'
    await expect(
      changePassword(context, here.session, { current: 'salah', next })(store()),
    ).rejects.toMatchObject({ code: 'passwordWrong' })
    const changed = await changePassword(context, here.session, { current: password, next })(store())
    expect(await find(here.token)).toBeUndefined()
    expect(await find(elsewhere.token)).toBeUndefined()
    expect(await find(changed.token)).toMatchObject({ sessionId: here.session.sessionId })
    await expect(enter()).rejects.toMatchObject({ code: 'signInRefused' })
    await expect(enter(home, next)).resolves.toBeDefined()
  })

  test('a password is hashed again when it is dearer now, and still opens', async () => {
    const accountId = await anAccount()
    const dearer = { ...context, passwordCost: { memory: 128, passes: 1, lanes: 1 } }
    await signIn(dearer, { login, password, ...home })(store())
    const { hash } = await store().asOwner((db) =>
      db.get(
        z.object({ hash: z.string() }),
        sql`select password_hash as hash from account where account_id = ${accountId}`,
      ),
    )
    expect(hash).toContain('$m=128,')
    await expect(enter()).resolves.toBeDefined()
  })

  test('an administrator enrols an authenticator before anything else', async () => {
    await anAccount({ role: 'administrator' })
    const { token, session } = await enter()
    expect(session.stage).toBe('enrolment')
    expect(() => requireFull(session)).toThrow(expect.objectContaining({ code: 'enrolmentNeeded' }))
    const enrolled = await enrol(session)
    expect(enrolled.session.stage).toBe('full')
    expect(enrolled.recoveryCodes).toHaveLength(10)
    expect(await find(token)).toBeUndefined()
  })

  test('whoever enrolled needs a code after the password; each code is good once', async () => {
    await anAccount()
    const { code } = await enrol((await enter()).session)
    const { session } = await enter()
    expect(() => requireFull(session)).toThrow(expect.objectContaining({ code: 'secondFactorNeeded' }))
    await expect(passSecondFactor(context, session, code())(store())).rejects.toMatchObject({
      code: 'codeRefused',
    })
    clock += minute
    const passed = await passSecondFactor(context, session, code())(store())
    expect(requireFull(passed.session)).toEqual(await find(passed.token))
    const second = await enter()
    await expect(passSecondFactor(context, second.session, code())(store())).rejects.toMatchObject({
      code: 'codeRefused',
    })
  })

  test('five wrong codes lock the second factor, also for the right one', async () => {
    await anAccount()
    const { code } = await enrol((await enter()).session)
    clock += 2 * minute
    const { session } = await enter()
    const wrong = code() === '000000' ? '000001' : '000000'
    for (let time = 0; time < 5; time++)
      await expect(passSecondFactor(context, session, wrong)(store())).rejects.toMatchObject({
        code: 'codeRefused',
      })
    await expect(passSecondFactor(context, session, code())(store())).rejects.toMatchObject({
      code: 'tryLater',
    })
  })

  test('a recovery code lets in once, typed as it may be', async () => {
    await anAccount()
    const { recoveryCodes } = await enrol((await enter()).session)
    const typed = recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ')
    await expect(passSecondFactor(context, (await enter()).session, typed)(store())).resolves.toBeDefined()
    await expect(passSecondFactor(context, (await enter()).session, typed)(store())).rejects.toMatchObject({
      code: 'codeRefused',
    })
  })

  test('an authenticator is not replaced by whoever holds the password alone; an administrator resets it', async () => {
    const accountId = await anAccount()
    await enrol((await enter()).session)
    const { session } = await enter()
    await expect(store().asOwner(startEnrolment(context, session))).rejects.toMatchObject({
      code: 'alreadyEnrolled',
    })
    await store().asOwner(
      changeAccount(context, accountId, { resetSecondFactor: true }, await anAdministrator()),
    )
    expect((await enter()).session).toMatchObject({ stage: 'full', enrolled: false })
  })

  test('a new role or area ends the sessions of the account', async () => {
    const accountId = await anAccount()
    for (const change of [{ role: 'auditor' }, { areaId: areas.regency }] as const) {
      const { token } = await enter()
      await store().asOwner(changeAccount(context, accountId, change, await anAdministrator()))
      expect(await find(token)).toBeUndefined()
      expect(await store().asOwner(getAccount(accountId))).toMatchObject(change)
    }
  })

  test('an administrator changes no account outside the own area, nor moves one there, nor the own one', async () => {
    const by = await anAdministrator(areas.district)
    const inside = await anAccount()
    const change = (accountId: AccountId, areaId?: AreaId) =>
      store().asOwner(changeAccount(context, accountId, { areaId, disabled: true }, by))
    const outside = await anAccount({ login: `${login}x`, areaId: areas.other })
    await expect(change(outside)).rejects.toMatchObject({ code: 'outsideArea', status: 403 })
    await expect(change(inside, areas.regency)).rejects.toMatchObject({ code: 'outsideArea' })
    await expect(change(by.accountId)).rejects.toMatchObject({ code: 'ownAccount' })
    await expect(
      store().asOwner(
        createAccount(
          context,
          {
            login: `${login}y`,
            displayName: '',
            role: 'auditor',
            areaId: areas.other,
            language: 'id',
            password,
          },
          by,
        ),
      ),
    ).rejects.toMatchObject({ code: 'outsideArea' })
    const listed = await store().asOwner(listAccounts({ areaId: areas.district, page: 1, size: 50 }))
    expect(listed.items.map(({ accountId }) => accountId)).toEqual([by.accountId, inside])
  })

  test('a login is taken once, however it is written', async () => {
    await anAccount()
    await expect(anAccount({ login: login.toUpperCase() })).rejects.toMatchObject({ code: 'loginTaken' })
    await expect(anAccount({ login: 'si ti' })).rejects.toMatchObject({ code: 'loginMalformed' })
  })

  const anAdministrator = async (areaId = areas.regency): Promise<Actor> => {
    const accountId = await anAccount({ login: `admin${++seed}`, role: 'administrator', areaId })
    return { accountId, role: 'administrator', areaId }
  }
})

function noArea(): AreaId {
  return areaIdSchema.parse(1)
}

async function prepareAreas(store: Store) {
  const row = z.object({ areaId: areaIdSchema })
  return await store.asOwner(async (db) => {
    const make = async (kind: string) =>
      (
        await db.get(
          row,
          sql`insert into area (level, kind, name, synthetic) values (2, ${kind}, 'Contoh', true) returning area_id as "areaId"`,
        )
      ).areaId
    const made = {
      regency: await make('kabupaten'),
      district: await make('kecamatan'),
      other: await make('kecamatan'),
    }
    await db.run(
      sql`insert into area_parent (area_id, parent_id, valid, source) values (${made.district}, ${made.regency}, '[2020-01-01,)', 'uji')`,
    )
    await db.run(sql`select refresh_area_within()`)
    return made
  })
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  ).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
