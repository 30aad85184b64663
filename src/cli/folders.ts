import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { env, getuid } from 'node:process'
import type { RegistryHome } from '../cycle/index.ts'

/** Where registries are kept unless a folder is named: for root where PostgreSQL's system user can enter. */
export function dataFolder(): string {
  if (getuid?.() === 0) return '/var/lib/mutakhir'
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'mutakhir')
}

/** The registry that a command works on: `--dir`, else MUTAKHIR_DIR, else `registry` below the data folder. */
export function registryHome(dir: string | undefined): RegistryHome {
  const folder = resolve(dir ?? env['MUTAKHIR_DIR'] ?? join(dataFolder(), 'registry'))
  return { folder, databaseUrl: env['DATABASE_URL'] }
}
