import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createProgram } from '../../src/cli/program.ts'
import { rooms } from '../../walls.config.js'

/** Documents that a test keeps true. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...markdownIn('docs')]
const roomReadmes = markdownIn('src').filter((file) => file.endsWith('README.md'))

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md')
  const described = [...text.matchAll(/^\*\*`([a-z]+)\/`\*\*/gm)].map(([, room = '']) => room)

  it('describes every room of src, and says of the others that they are planned', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    const built = folders.map(({ name }) => name).filter((room) => filesIn(`src/${room}`).length > 0)
    const planned = [...text.matchAll(/^\*\*`([a-z]+)\/`\*\*[^*]*?Planned[;.]/gm)].map(
      ([, room = '']) => room,
    )
    expect(described.toSorted()).toEqual([...new Set([...built, ...planned])].toSorted())
    expect(described.toSorted()).toEqual(Object.keys(rooms).toSorted())
  })

  it('has at most 200 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(200)
  })

  it('follows one family through at most a dozen files that exist', () => {
    const steps = [...text.matchAll(/^\d+\. `(src\/[^`]+)`/gm)].map(([, file = '']) => file)
    expect(steps.filter((file) => !existsSync(join(root, file)))).toEqual([])
    expect(steps.length).toBeGreaterThan(5)
    expect(steps.length).toBeLessThanOrEqual(12)
  })
})

describe('documents', () => {
  it.each(documents)('%s has no dead link', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, link = '']) => link)
    const local = links.filter((link) => !/^https?:/.test(link))
    expect(local.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([])
  })

  it.each(['id', 'en'])('the guide in %s links every page of its own from its README', (language) => {
    const pages = readdirSync(join(root, 'docs/guide', language)).filter((file) => file !== 'README.md')
    const text = read(`docs/guide/${language}/README.md`)
    expect(pages.filter((page) => !text.includes(`(${page})`))).toEqual([])
    expect(pages.length).toBeGreaterThanOrEqual(7)
  })

  it('call only npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')))
    const code = documents.map(codeOf).join('\n')
    const called = [...code.matchAll(/\bnpm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name)
    const commands = called.filter((name) => !['ci', 'link'].includes(name))
    expect(commands).toEqual(expect.arrayContaining(['demo', 'test', 'check']))
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('number the decisions without a gap, and list them all', () => {
    const pages = readdirSync(join(root, 'docs/adr'))
      .filter((file) => file !== 'README.md')
      .toSorted()
    expect(pages.map((file) => Number(file.slice(0, 4)))).toEqual(pages.map((_, index) => index + 1))
    expect(pages.filter((file) => !read('docs/adr/README.md').includes(`(${file})`))).toEqual([])
  })

  it.each(Object.keys(rooms).filter((room) => existsSync(join(root, 'src', room))))(
    'the room %s has a README',
    (room) => {
      expect(existsSync(join(root, 'src', room, 'README.md'))).toBe(true)
    },
  )

  it.each(roomReadmes)('%s has at most 30 lines', (file) => {
    expect(read(file).trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  })
})

describe('the command line', () => {
  const calls = documents.flatMap((file) =>
    [...codeOf(file).matchAll(/^mutakhir (.+)$/gm)].map(([, call = '']) => call),
  )
  const byCommand = Map.groupBy(calls, (call) => commandOf(call))

  const program = createProgram('id')

  it.each([...byCommand])('knows mutakhir %s as the documents write it', (command, written) => {
    const found = findCommand(program, command.split(' '))
    const options = written
      .flatMap((call) => call.match(/--[a-z-]+/g) ?? [])
      .filter((option) => !['--json', '--help'].includes(option))
    expect(found?.commands).toEqual([])
    const known = found?.options.flatMap(({ long }) => long ?? []) ?? []
    expect(options.filter((option) => !known.includes(option))).toEqual([])
  })
})

function findCommand(group: Command, [name, ...rest]: readonly string[]): Command | undefined {
  if (name === undefined) return group
  const next = group.commands.find((command) => command.name() === name)
  return next && findCommand(next, rest)
}

/** The words before the first argument or option. */
function commandOf(call: string): string {
  return /^[a-z][a-z-]*(?: [a-z][a-z-]*(?= |$))*/.exec(call)?.[0] ?? ''
}

/** What stands in blocks and in backquotes. */
function codeOf(file: string): string {
  const text = read(file)
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  const words = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map(
    ([, word = '']) => word,
  )
  return [...blocks, ...words].join('\n')
}

function markdownIn(folder: string): readonly string[] {
  return filesIn(folder).filter((file) => file.endsWith('.md'))
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
}
