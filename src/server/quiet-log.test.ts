import { expect, test } from 'vitest'
import Fastify from 'fastify'
import { quiet } from './quiet-log.ts'

/** What a server logs when `act` is done to it. */
async function logged(error: Error, url: string): Promise<string> {
  const lines: string[] = []
  const { log } = Fastify({
    logger: { level: 'trace', stream: { write: (line: string) => void lines.push(line) } },
  })
  const app = Fastify({ loggerInstance: quiet(log) })
  app.get('/api/*', async () => {
    throw error
  })
  await app.inject({ url })
  return lines.join('')
}

test('the query of a request is not logged, its path is', async () => {
  const text = await logged(new Error('x'), '/api/search?q=Siti%20Aminah&number=9701010101800001')
  expect(text).toContain('/api/search')
  expect(text).not.toMatch(/Siti|9701010101800001/)
})

test('of an error of the database the code and the constraint are logged, not the values of the row', async () => {
  const error = Object.assign(new Error('duplicate key value 9701010101800001'), {
    code: '23505',
    constraint: 'person_pkey',
    detail: 'Key (nik)=(9701010101800001) exists',
  })
  const text = await logged(error, '/api/x')
  expect(text).toMatch(/database error 23505/)
  expect(text).toContain('person_pkey')
  expect(text).not.toContain('9701010101800001')
})

test('a long number in the message of an error or of its cause is left out', async () => {
  const text = await logged(
    new Error('bad 9701010101800001', { cause: new Error('worse 9701010101800002') }),
    '/api/x',
  )
  expect(text).toContain('worse')
  expect(text).not.toMatch(/970101010180/)
})
