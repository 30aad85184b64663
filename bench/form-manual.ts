import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeManuals } from '../src/engine/index.ts'

/**
 * Time in milliseconds, wall and CPU of this process, from an XLSForm of 300 made and documented items to its manuals:
 * enumerator's, supervisor's and instructor's, as HTML and PDF, in one language. Three runs, the first with a cold browser.
 *
 * Measured on two cores that others used as well (2026-11), in seconds of CPU: Chromium 1.2 for the draft of a book of 165
 * pages and 1.8 for its print, this process 1.3 for all three; together 10, where it was 20 before the page was kept from
 * being laid out on the screen. In wall time, side by side at a load of 6: 12.8 s now, 24.9 s before.
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
