import { type Command, InvalidArgumentError } from 'commander'
import { type PilotSize, type SizeQuestion, pilotSize } from '../../quality/index.ts'
import type { Output } from '../output.ts'

/** How many interviews a pilot needs, before it is paid for. */
export function addSizeCommand(pilot: Command, output: () => Output): void {
  pilot
    .command('size')
    .description('berapa wawancara yang dibutuhkan, dan beda susunan kata yang akan terlihat')
    .option(
      '--problem <bagian>',
      'masalah yang ingin terlihat, menimpa bagian ini dari keluarga',
      share,
      0.05,
    )
    .option('--share <bagian>', 'bagian yang ditaksir atau dibandingkan', share, 0.1)
    .option('--margin <bagian>', 'ketelitian taksiran, plus minus', share, 0.03)
    .option('--per-arm <jumlah>', 'wawancara tiap susunan kata', positive, 200)
    .option('--per-enumerator <jumlah>', 'wawancara tiap pencacah', positive, 20)
    .option('--rho <angka>', 'korelasi intrakelas pencacah', share, 0.02)
    .action((options: SizeQuestion) => {
      const size = pilotSize(options)
      output().result(size, renderSize(size))
    })
}

function renderSize({
  toSeeProblem,
  toEstimateShare,
  toEstimateShareClustered,
  smallestDifference,
}: PilotSize): string {
  const points = (value: number) => `${(100 * value).toFixed(1)} poin`
  return [
    `melihat masalah itu sekali dengan peluang 95%: ${toSeeProblem} wawancara`,
    `menaksir bagian itu: ${toEstimateShare} wawancara (${toEstimateShareClustered} bila dikelompokkan per pencacah)`,
    `beda terkecil yang terlihat: ${points(smallestDifference.byHousehold)} (undian per keluarga), ${points(smallestDifference.byEnumerator)} (undian per pencacah)`,
  ].join('\n')
}

function share(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('angka antara 0 dan 1')
  return value
}

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('bilangan bulat mulai dari 1')
  return value
}
