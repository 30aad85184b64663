import { execFileSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Binaries } from './embedded.ts'
import { problems } from './problems.ts'

/** PostgreSQL refuses to run as root, so root runs it as a system user; anyone else runs it as himself. */
export type ServerUser = {
  readonly ids: { readonly uid?: number; readonly gid?: number }
  /** Gives a folder to the user. */
  readonly own: (path: string) => void
  /** Whether the user may enter every folder on the way to `path`. */
  readonly reaches: (path: string) => boolean
}

/** @throws Problem `folderUnreachable` when we are root and the server's user could not enter `folder`. */
export function serverUser(folder: string): ServerUser {
  if (process.getuid?.() !== 0) return { ids: {}, own: () => undefined, reaches: () => true }
  const name = findUser('mutakhir') ?? findUser('postgres') ?? createUser('mutakhir')
  const uid = Number(execFileSync('id', ['-u', name]))
  const gid = Number(execFileSync('id', ['-g', name]))
  const user: ServerUser = {
    ids: { uid, gid },
    own: (path) => chownSync(path, uid, gid),
    reaches: (path) => foldersTo(path).every((parent) => mayEnter(parent, uid, gid)),
  }
  const existing = foldersTo(folder).find((parent) => existsSync(parent))
  if (existing !== undefined && !user.reaches(existing))
    throw problems.folderUnreachable({ folder, user: name })
  return user
}

/** Where the programs can be run by `user`: below `/root` they cannot, so they are copied once to `/var/lib`. */
export function reachableBinaries(binaries: Binaries, user: ServerUser): Binaries {
  const root = dirname(dirname(binaries.postgres))
  if (user.reaches(root)) return binaries
  const copy = join(
    '/var/lib/mutakhir/programs',
    basename(dirname(root)),
    String(statSync(binaries.postgres).mtimeMs),
  )
  if (!existsSync(copy)) {
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
  }
  const moved = (path: string) => join(copy, relative(root, path))
  return { initdb: moved(binaries.initdb), postgres: moved(binaries.postgres) }
}

function findUser(name: string): string | undefined {
  try {
    execFileSync('id', ['-u', name], { stdio: 'ignore' })
    return name
  } catch {
    return undefined
  }
}

function createUser(name: string): string {
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  return name
}

/** `path` and its parents, the longest first. */
function foldersTo(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...foldersTo(parent)]
}

function mayEnter(folder: string, uid: number, gid: number): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  return (mode & bit) !== 0
}
