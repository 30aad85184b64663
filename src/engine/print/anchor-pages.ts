/**
 * The page, from 1 on, of every anchor that a link of the document leads to, read from a PDF as Chromium writes it:
 * objects in plain text, the catalogue's `/Dests` naming page objects. Empty for a PDF of another hand.
 */
export function anchorPages(pdf: Uint8Array): ReadonlyMap<string, number> {
  const text = Buffer.from(pdf).toString('latin1')
  const objects = new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [
      id,
      body,
    ]),
  )
  const catalogue = [...objects.values()].find((body) => /\/Type\s*\/Catalog\b/.test(body)) ?? ''
  const pages = pageIds(objects, /\/Pages (\d+) 0 R/.exec(catalogue)?.[1])
  const numbers = new Map(pages.map((id, index) => [id, index + 1]))
  const named = objects.get(/\/Dests (\d+) 0 R/.exec(catalogue)?.[1] ?? '') ?? ''
  return new Map(
    [...named.matchAll(/\/([^\s/[\]<>()]+)\s*\[(\d+) 0 R/g)].flatMap(([, name = '', page = '']) => {
      const number = numbers.get(page)
      return number === undefined ? [] : [[unescapeName(name), number] as const]
    }),
  )
}

/** The page objects under a node of the page tree, in their order. */
function pageIds(objects: ReadonlyMap<string, string>, id = ''): readonly string[] {
  const body = objects.get(id) ?? ''
  const kids = /\/Kids\s*\[([\s\S]*?)\]/.exec(body)?.[1]
  if (kids === undefined) return [id]
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => pageIds(objects, kid))
}

/** `a b` of `a#2520b`: the escapes of an address within those of a name. */
function unescapeName(name: string): string {
  const address = name.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
