import { resolve } from 'node:path'
import type { Command } from 'commander'
import { openRegistry } from '../../cycle/index.ts'
import { backUp, restore } from '../../store/index.ts'
import { registryHome } from '../folders.ts'
import type { Output } from '../output.ts'

export function addBackupCommands(program: Command, output: () => Output): void {
  program
    .command('backup <folder>')
    .description('cadangkan semua tabel beserta jumlah periksanya; simpan berkas kunci di tempat lain')
    .option('--dir <folder>', 'folder registri')
    .action(async (folder: string, { dir }: { dir?: string }) => {
      const out = output()
      await using registry = await openRegistry(registryHome(dir))
      // Noted before the dump, so that the restored chain holds the entry that the anchors outside attest.
      await registry.store.asOwner(async (db) => db.audit({ action: 'backup.write', subject: 'database' }))
      const manifest = await registry.store.asOwner(
        backUp(resolve(folder), (table) => out.progress(`cadangkan ${table}`)),
      )
      out.result(manifest, `${manifest.tables.length} tabel dicadangkan ke ${resolve(folder)}`)
    })
  program
    .command('restore <folder>')
    .description('pulihkan cadangan ke registri baru; jumlah periksa setiap tabel dibandingkan')
    .option('--dir <folder>', 'folder registri')
    .action(async (folder: string, { dir }: { dir?: string }) => {
      const out = output()
      await using registry = await openRegistry(registryHome(dir))
      const manifest = await registry.store.asOwner(
        restore(resolve(folder), (table) => out.progress(`pulihkan ${table}`)),
      )
      out.result(manifest, `${manifest.tables.length} tabel dipulihkan; semua jumlah periksa cocok`)
    })
}
