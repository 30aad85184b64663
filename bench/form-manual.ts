import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeManuals } from '../src/engine/index.ts'

/**
 * Time in milliseconds, wall and CPU of this process, from an XLSForm of 300 made and documented items to its manuals:
 * enumerator's, supervisor's and instructor's, as HTML and PDF, in one language. Three runs, the first with a cold browser.
 *
 * Measured on two cores that others used as well (2026-11): 7.9 s for the three books, 250 pages each, when a third of
 * the machine was free, of which this process takes 1 s; Chromium computes 17 s for them, 5.5 s a book, since each is
 * printed twice. Beside seven other programs it took 33 s.
 */
const folder = mkdtempSync(join(tmpdir(), 'mutakhir-bench-'))
const file = join(folder, '300-items.md')
writeFileSync(file, madeForm(300))

for (let run = 0; run < 3; run += 1) {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const { books } = await makeManuals({ file, outDir: folder, languages: ['id'], pdf: true })
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    JSON.stringify({
      books: books.length,
      items: books[0]?.items,
      milliseconds: Math.round(performance.now() - start),
      cpuMilliseconds: Math.round((user + system) / 1000),
    }),
  )
}
rmSync(folder, { recursive: true })

function madeForm(items: number): string {
  const numbers = Array.from({ length: items }, (_, index) => index)
  const survey = numbers.flatMap((at) => [
    ...(at % 15 === 0 ? [`| | begin_group | g${at} | Bagian ${at / 15} | Section ${at / 15} | |`] : []),
    `| | select_one l | q${at} | Pertanyaan nomor ${at}? | Question number ${at}? | ${at > 0 ? `\${q${at - 1}} = '1'` : ''} |`,
    ...(at % 15 === 14 ? ['| | end_group | | | | |'] : []),
  ])
  const guide = numbers.map(
    (at) =>
      `| | q${at} | Arti dari butir ${at}, dengan satu kalimat penjelas lagi. | Untuk menghitung peringkat. | Bacakan lalu tunggu. | Tanyakan lagi.<br>Lihat sendiri. | Jawab satu. | Jawab dua. | Rumah kontrakan: pilih sewa.<br>Rumah dinas: pilih lainnya. | Kartu keluarga |`,
  )
  return [
    '| settings | form_title | form_id | version |',
    '| | Formulir uji | uji | 1.0.0 |',
    '| survey | type | name | label::Bahasa Indonesia (id) | label::English (en) | relevant |',
    ...survey,
    '| choices | list_name | name | label |',
    ...['Ya', 'Tidak', 'Tidak tahu', 'Menolak', 'Tidak berlaku', 'Lainnya'].map(
      (label, at) => `| | l | ${at + 1} | ${label} |`,
    ),
    '| pedoman | name | definisi | tujuan | cara_tanya | probing | contoh_benar | contoh_salah | kasus_khusus | sumber_bukti |',
    ...guide,
  ].join('\n')
}
