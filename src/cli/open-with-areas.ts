import { type OpenRegistry, openRegistry } from '../cycle/index.ts'
import { hasAreas, importIndonesia } from '../store/index.ts'
import { registryHome } from './folders.ts'
import type { Output } from './output.ts'

/** A registry without areas can place nobody: the first command that needs them loads those of Indonesia. */
export async function openWithAreas(dir: string | undefined, output: Output): Promise<OpenRegistry> {
  const registry = await openRegistry(registryHome(dir))
  if (await registry.store.asOwner(hasAreas)) return registry
  output.progress('memuat 38 provinsi, 514 kabupaten/kota, 7.285 kecamatan, 83.762 desa dan kelurahan')
  await registry.store.asOwner(importIndonesia)
  return registry
}
