import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Checkpoint, type CheckpointTrail, checkpointSchema, renderCheckpoint } from './checkpoint.ts'
import { problems } from './problems.ts'

/** One signed checkpoint a line, appended only. */
export function checkpointFileIn(folder: string): string {
  return join(folder, 'checkpoints.jsonl')
}

/** The newest state, one signed line, replaced each time. */
export function anchorFileIn(folder: string): string {
  return join(folder, 'anchor.json')
}

/**
 * What a folder attests. A last line without its line feed was cut short by a power failure, before anyone relied on it.
 * @throws Problem `checkpointsDamaged`.
 */
export function readTrail(folder: string): CheckpointTrail {
  const lines = wholeText(readText(checkpointFileIn(folder)))
    .split('\n')
    .slice(0, -1)
  const anchor = readText(anchorFileIn(folder))
  try {
    return {
      checkpoints: lines.map(parseCheckpoint),
      anchor: anchor === '' ? undefined : parseCheckpoint(anchor),
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw problems.checkpointsDamaged({ folder })
    throw error
  }
}

/**
 * Appends `checkpoint` to the folder's file and then, line for line, what the copies lack; each waits for the disk.
 * @throws Problem `copyDiffers` when a copy is not the beginning of the original: one of the two was changed.
 */
export async function appendCheckpoint(
  folder: string,
  copies: readonly string[],
  checkpoint: Checkpoint,
): Promise<void> {
  const before = wholeText(readText(checkpointFileIn(folder)))
  const text = `${before}${renderCheckpoint(checkpoint)}\n`
  for (const each of [folder, ...copies]) await extendFile(each, text)
}

/** Puts `anchor` in the place of the one before, in each folder; waits for the disk. */
export async function writeAnchor(folders: readonly string[], anchor: Checkpoint): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true })
    const file = anchorFileIn(folder)
    await writeDurably(`${file}.new`, 'w', 0, `${renderCheckpoint(anchor)}\n`)
    await rename(`${file}.new`, file)
  }
}

async function extendFile(folder: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = checkpointFileIn(folder)
  const there = wholeText(readText(file))
  if (!text.startsWith(there)) throw problems.copyDiffers({ file })
  const flags = existsSync(file) ? 'r+' : 'w'
  await writeDurably(file, flags, Buffer.byteLength(there), text.slice(there.length))
}

/** Writes `text` from byte `from` on, as the end of the file. */
async function writeDurably(file: string, flags: 'w' | 'r+', from: number, text: string): Promise<void> {
  await using handle = await open(file, flags, 0o600)
  await handle.truncate(from)
  await handle.write(text, from)
  await handle.sync()
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function wholeText(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

function parseCheckpoint(line: string): Checkpoint {
  return checkpointSchema.parse(JSON.parse(line))
}
