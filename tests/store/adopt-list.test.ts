import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftAdoption, publishAdoption } from '../../src/cycle/index.ts'
import { plainDate } from '../../src/kernel/index.ts'
import { findListInForce, findRecipients } from '../../src/store/index.ts'
import { eachStore, temporaryFolder } from '../support/stores.ts'
import { type TestServer, openTestServer } from '../support/test-server.ts'
import { type Places, fillTwoVillages } from '../support/two-villages.ts'

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
  })
  afterAll(() => stack.disposeAsync())

  const adopt = async (rows: readonly string[]) => {
    const { vault, keys } = server.parts.registry
    const asked = {
      listId: randomUUID(),
      file: { name: 'penerima.csv', bytes: Buffer.from(['nokk,nik', ...rows].join('\n')) },
      programme: 'sembako',
      period: '2026-T1',
      areaId: places.own.areaId,
      areaCode: '97.01.01.2001',
      decisionDate: plainDate('2026-01-10'),
    }
    return await store().asOwner(draftAdoption(asked, { vault, keys }))
  }
  const [kkOfFirst, kkOfSecond] = ['9701010101201001', '9701010101201002']

  test('a row means the one family that all its numbers point to, never the first of several', async () => {
    const { families, issues, rows } = await adopt([
      `${kkOfFirst},`,
      `,${places.own.nik}`,
      `${kkOfSecond},${places.own.nik}`,
      '9701010101209999,',
      `,${places.sibling.nik}`,
      ',12',
    ])
    expect(rows).toBe(6)
    expect(families).toMatchObject([{ familyId: places.own.familyIds[0], units: 2 }])
    expect(issues.map(({ code, where }) => [code, where.row])).toEqual([
      ['recipients_no_number', 7],
      ['recipient_several', 4],
      ['recipient_unknown', 5],
      ['recipient_unknown', 6],
    ])
  })

  test('whoever is on it is paid by the list in force, and will be given notice by the next', async () => {
    const draft = await adopt([`${kkOfFirst},`, `${kkOfSecond},`])
    await store().asOwner(publishAdoption(draft, 'daftar penyaluran Januari'))
    const recipients = await store().asOwner(async (db) => {
      const list = await findListInForce('sembako', places.own.areaId)(db)
      return list ? await findRecipients(list.listId)(db) : []
    })
    expect(recipients.map(({ familyId }) => familyId)).toEqual(places.own.familyIds.slice(0, 2).toSorted())
  })
})
