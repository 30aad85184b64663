import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

test('calls during a run share the next one, which begins after they came', async () => {
  const opened: (() => void)[] = []
  let runs = 0
  const work = coalesce(async () => {
    const run = ++runs
    await new Promise<void>((open) => opened.push(open))
    return run
  })
  const calls = [work(), work(), work()]
  opened[0]!()
  expect(await calls[0]).toBe(1)
  await Promise.resolve()
  opened[1]!()
  expect(await Promise.all(calls)).toEqual([1, 2, 2])
})

test('a run that fails fails for its callers only', async () => {
  let runs = 0
  const work = coalesce(async () => {
    runs += 1
    await Promise.resolve()
    if (runs === 1) throw new Error('disk full')
    return runs
  })
  const [first, second] = [work(), work()]
  await expect(first).rejects.toThrow('disk full')
  expect(await second).toBe(2)
})
