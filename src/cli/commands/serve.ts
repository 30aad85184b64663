import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { openRegistry } from '../../cycle/index.ts'
import { registryHome } from '../folders.ts'
import type { Output } from '../output.ts'
import { serveUntilStopped } from '../serve-until-stopped.ts'
import { wholeBetween } from './demo.ts'

/** The file of `--config`: every member may be left out. */
const configSchema = z.strictObject({
  folder: z.string().optional(),
  databaseUrl: z.string().optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  host: z.string().optional(),
})

export function addServeCommand(program: Command, output: () => Output): void {
  program
    .command('serve')
    .description('jalankan konsol dan API')
    .option('--config <berkas>', 'berkas JSON: folder, databaseUrl, port, host')
    .option('--dir <folder>', 'folder registri')
    .option('--port <angka>', 'porta', wholeBetween(0, 65_535))
    .action(async (options: { config?: string; dir?: string; port?: number }) => {
      const config =
        options.config === undefined
          ? {}
          : configSchema.parse(JSON.parse(await readFile(options.config, 'utf8')))
      const home = registryHome(options.dir ?? config.folder)
      await using registry = await openRegistry({
        ...home,
        databaseUrl: config.databaseUrl ?? home.databaseUrl,
      })
      await serveUntilStopped(registry, {
        port: options.port ?? config.port ?? 8642,
        host: config.host,
        output: output(),
        hints: [],
      })
    })
}
