import { SaxesParser } from 'saxes'
import { refusals } from './refusals.ts'
import { textDecoder } from './text-encoding.ts'

export type Attributes = Readonly<Record<string, string>>

/** Names come without their prefix: writers differ in it, and in the namespace (strict or transitional). */
export type XmlHandlers = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

export type XmlReader = { readonly write: (chunk: Uint8Array) => void; readonly end: () => void }

const deepest = 100
/** Bytes without a tag. A cell holds 32,767 characters at most. */
const longestSilence = 16 * 1_048_576

/**
 * Reads XML as it comes. Refuses document types (and with them every entity but the five of XML), depths and lengths
 * that no spreadsheet has, and what is not well formed.
 */
export function xmlReader(part: string, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const decoder = textDecoder('utf-8')
  let depth = 0
  let silence = 0
  parser.on('doctype', () => {
    throw refusals['sheets.unsafe_xml']({ part })
  })
  parser.on('error', () => {
    throw refusals['sheets.damaged']({ part })
  })
  parser.on('opentag', (tag) => {
    depth += 1
    silence = 0
    if (depth > deepest) throw refusals['sheets.unsafe_xml']({ part })
    handlers.open?.(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    silence = 0
    handlers.close?.(localName(tag.name))
  })
  if (handlers.text) {
    parser.on('text', handlers.text)
    parser.on('cdata', handlers.text)
  }
  return {
    write: (chunk) => {
      silence += chunk.length
      parser.write(decoder.decode(chunk, { stream: true }))
      if (silence > longestSilence) throw refusals['sheets.unsafe_xml']({ part })
    },
    end: () => void parser.close(),
  }
}

/** A whole part. */
export function readXml(part: string, chunks: Iterable<Uint8Array>, handlers: XmlHandlers): void {
  const reader = xmlReader(part, handlers)
  for (const chunk of chunks) reader.write(chunk)
  reader.end()
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
