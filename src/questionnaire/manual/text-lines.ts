/** The lines of a cell: a break of Excel, or `<br>` in Markdown; the marks of a list are taken off. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\n|<br\s*\/?>/)
    .map((line) => line.trim().replace(/^[-•*]\s+/, ''))
    .filter((line) => line !== '')
}
