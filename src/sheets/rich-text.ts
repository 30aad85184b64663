/** Handlers that gather the text of `t` elements, those of phonetic runs (`rPh`) left out. */
export function richText(take: (piece: string) => void) {
  let phonetic = false
  let inside = false
  return {
    open: (name: string): void => {
      if (name === 'rPh') phonetic = true
      if (name === 't') inside = !phonetic
    },
    close: (name: string): void => {
      if (name === 'rPh') phonetic = false
      if (name === 't') inside = false
    },
    text: (piece: string): void => {
      if (inside) take(unescaped(piece))
    },
  }
}

/** `_x000D_` stands for a character that XML cannot hold (ST_Xstring, section 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
