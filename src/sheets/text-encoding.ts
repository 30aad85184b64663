import type { Issue } from '../kernel/index.ts'
import { warningOf } from './refusals.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

type Decoder = { readonly decode: (bytes?: Uint8Array, options?: { readonly stream?: boolean }) => string }

/** Part of every runtime, and of none of the language's libraries (WHATWG Encoding). It takes a byte order mark away. */
declare const TextDecoder: new (encoding: Encoding, options?: { readonly fatal?: boolean }) => Decoder

export function textDecoder(encoding: Encoding): Decoder {
  return new TextDecoder(encoding)
}

/** By byte order mark, by where the zero bytes lie, else UTF-8 if the whole of it is, else Windows-1252. */
function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 1000)
  const zeros = [0, 1].map((parity) => head.filter((byte, at) => byte === 0 && at % 2 === parity).length)
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && odd > even * 2) return 'utf-16le'
  if (even > head.length / 4 && even > odd * 2) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** The text in pieces of about a million characters, zero characters left out; both oddities are reported. */
export function* decodedText(
  bytes: Uint8Array,
  file: string,
  report: (issue: Issue) => void,
): Generator<string> {
  const encoding = detectEncoding(bytes)
  if (encoding === 'windows-1252') report(warningOf('sheets.windows_1252', { file }))
  const decoder = textDecoder(encoding)
  let zeros = false
  for (const piece of pieces(bytes)) {
    const text = decoder.decode(piece, { stream: true })
    if (text.includes('\0') && !zeros) {
      zeros = true
      report(warningOf('sheets.nul', { file }))
    }
    yield text.replaceAll('\0', '')
  }
  yield decoder.decode()
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const piece of pieces(bytes)) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_048_576) yield bytes.subarray(at, at + 1_048_576)
}
