import { Inflate } from 'fflate'
import type { Limits } from './limits.ts'
import { refusals } from './refusals.ts'

/** A ZIP archive in memory by its central directory; nothing is unpacked before it is asked for. */
export type Zip = {
  readonly bytes: Uint8Array
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly limits: Limits
  /** Bytes unpacked so far, of all entries together. */
  readonly spent: { inflatedBytes: number }
}

type ZipEntry = {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly packedBytes: number
  readonly headerAt: number
}

/** Refuses what has no whole central directory: a file that was cut short. (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.) */
export function openZip(bytes: Uint8Array, limits: Limits): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecordAt(view)
  if (end === undefined) throw refusals['sheets.damaged']({ part: 'zip' })
  const count = view.getUint16(end + 10, true)
  if (count > limits.zipEntries)
    throw refusals['sheets.too_large']({ what: 'bagian/parts', limit: limits.zipEntries })
  const entries = new Map<string, ZipEntry>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50)
      throw refusals['sheets.damaged']({ part: 'zip' })
    const nameLength = view.getUint16(at + 28, true)
    const name = latin1(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { bytes, entries, limits, spent: { inflatedBytes: 0 } }
}

/** The part of that name, unpacked piece by piece, each piece at most some megabytes; nothing when there is no such part. */
export function* inflatedPart(zip: Zip, name: string): Generator<Uint8Array> {
  const entry = zip.entries.get(name)
  if (!entry) return
  let partBytes = 0
  for (const { chunk, packedBytes } of unpacked(packedData(zip, entry), entry)) {
    partBytes += chunk.length
    zip.spent.inflatedBytes += chunk.length
    checkSize(zip, name, partBytes, packedBytes)
    yield chunk
  }
}

function checkSize({ limits, spent }: Zip, part: string, partBytes: number, packedBytes: number): void {
  if (spent.inflatedBytes > limits.inflatedBytes) {
    throw refusals['sheets.too_large']({ what: 'MB', limit: Math.round(limits.inflatedBytes / 1_048_576) })
  }
  if (partBytes > limits.ratioFromBytes && partBytes > packedBytes * limits.ratio) {
    throw refusals['sheets.bomb']({ part, limit: limits.ratio })
  }
}

function packedData({ bytes }: Zip, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = entry.headerAt
  if (at + 30 > bytes.length) throw refusals['sheets.damaged']({ part: entry.name })
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + entry.packedBytes > bytes.length) throw refusals['sheets.damaged']({ part: entry.name })
  return bytes.subarray(start, start + entry.packedBytes)
}

const sliceBytes = 16_384

/** A piece, and how much of the packed data had been read when it came. */
type Piece = { readonly chunk: Uint8Array; readonly packedBytes: number }

function* unpacked(data: Uint8Array, entry: ZipEntry): Generator<Piece> {
  if (entry.method !== 0 && entry.method !== 8) throw refusals['sheets.damaged']({ part: entry.name })
  let chunks: Uint8Array[] = []
  const inflate = new Inflate((chunk) => chunks.push(chunk))
  for (let at = 0; at < data.length; at += sliceBytes) {
    const slice = data.subarray(at, at + sliceBytes)
    const packedBytes = at + slice.length
    if (entry.method === 0) chunks.push(slice)
    else push(inflate, slice, packedBytes === data.length, entry)
    for (const chunk of chunks) yield { chunk, packedBytes }
    chunks = []
  }
}

function push(inflate: Inflate, slice: Uint8Array, last: boolean, entry: ZipEntry): void {
  try {
    inflate.push(slice, last)
  } catch {
    throw refusals['sheets.damaged']({ part: entry.name })
  }
}

function endRecordAt(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return undefined
}

/** Names of parts are ASCII (ECMA-376 part 2, section 6.2.2). */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024))
}
