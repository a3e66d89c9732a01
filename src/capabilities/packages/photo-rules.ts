import type { Photo } from '../../platform/files/photo.ts'
import type { Params } from '../../platform/words/catalogue.ts'
import type { AskedPhoto } from '../cases/index.ts'

/** Millimetres on paper. */
export const sizes = {
  '3x4': { width: 30, height: 40 },
  '35x45': { width: 35, height: 45 },
  '2inch': { width: 51, height: 51 },
} as const satisfies Readonly<Record<AskedPhoto['ratio'], { readonly width: number; readonly height: number }>>

/** What is wrong with a paper, as a message key; `stops` says whether a package with it is whole. */
export interface Fault {
  readonly key: string
  readonly params: Params
  readonly stops: boolean
}

/** 3 × 4 and 35 × 45 lie 3.6 of a hundred apart: with less than half of that, one is never taken for the other. */
const ratioSlack = 0.017
/** What stands at the border beside the wall: an ear, hair, a shadow. */
const leastBackground = 0.85
const dark = 70
const pale = 235
/** Measured on invented portraits, see `docs/decisions/0026`: a hint and no more. */
const blurred = 0.6

/** What of a photograph is not as it is asked. Light and sharpness are hints: a program judges them badly. */
export function photoFaults(asked: AskedPhoto, photo: Photo): Fault[] {
  const found: Fault[] = []
  const say = (key: string, stops: boolean, params: Params = {}) => found.push({ key: `photo.${key}`, params, stops })
  const wanted = sizes[asked.ratio].width / sizes[asked.ratio].height
  if (Math.abs(photo.width / photo.height - wanted) > ratioSlack)
    say('ratio', true, { is: decimal(photo.width / photo.height), asked: decimal(wanted) })
  if (photo.width < asked.minWidth) say('small', true, { is: photo.width, asked: asked.minWidth })
  if (asked.background !== 'any' && photo[asked.background] < leastBackground)
    say(`background.${asked.background}`, true, { is: percent(photo[asked.background]) })
  if (photo.light < dark) say('dark', false)
  if (photo.light > pale) say('pale', false)
  if (photo.sharp < blurred) say('blurred', false)
  return found
}

/** What was measured and what is asked, for messages. */
export function measured(asked: AskedPhoto, photo: Photo): Params {
  return {
    ...{ width: photo.width, height: photo.height, ratio: decimal(photo.width / photo.height) },
    share: asked.background === 'any' ? '' : percent(photo[asked.background]),
    background: asked.background,
  }
}

export function demanded({ ratio, minWidth, background }: AskedPhoto): Params {
  const { width, height } = sizes[ratio]
  return { width, height, ratio: decimal(width / height), least: minWidth, background }
}

const decimal = (value: number) => value.toFixed(2)
const percent = (share: number) => `${Math.round(share * 100)} %`
