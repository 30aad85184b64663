import { type Command, InvalidArgumentError } from 'commander'
import { interviewsForShare, interviewsToSee, smallestDifference } from '../../quality/index.ts'
import type { Output } from '../output.ts'

type SizeOptions = {
  readonly problem: number
  readonly share: number
  readonly margin: number
  readonly perArm: number
  readonly perEnumerator: number
  readonly rho: number
}

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
    .action((options: SizeOptions) => {
      const design = {
        perArm: options.perArm,
        share: options.share,
        perEnumerator: options.perEnumerator,
        rho: options.rho,
      }
      const deff = 1 + (options.perEnumerator - 1) * options.rho
      const sizes = {
        toSeeProblem: interviewsToSee(options.problem, 0.95),
        toEstimateShare: interviewsForShare(options.share, options.margin),
        toEstimateShareClustered: interviewsForShare(options.share, options.margin, { designEffect: deff }),
        smallestDifference: {
          byHousehold: smallestDifference({ ...design, assignedTo: 'household' }),
          byEnumerator: smallestDifference({ ...design, assignedTo: 'enumerator' }),
        },
      }
      output().result(sizes, renderSizes(sizes))
    })
}

function renderSizes(sizes: {
  readonly toSeeProblem: number
  readonly toEstimateShare: number
  readonly toEstimateShareClustered: number
  readonly smallestDifference: { readonly byHousehold: number; readonly byEnumerator: number }
}): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} poin`
  return [
    `melihat masalah itu sekali dengan peluang 95%: ${sizes.toSeeProblem} wawancara`,
    `menaksir bagian itu: ${sizes.toEstimateShare} wawancara (${sizes.toEstimateShareClustered} bila dikelompokkan per pencacah)`,
    `beda terkecil yang terlihat: ${percent(sizes.smallestDifference.byHousehold)} (undian per keluarga), ${percent(sizes.smallestDifference.byEnumerator)} (undian per pencacah)`,
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
