import { day } from '../../src/platform/days.ts'
import { type PhotoReading, readPhoto } from '../../src/platform/passports/read-photo.ts'
import { samples } from './mrz.ts'
import { passportPicture, qualities } from './passport-pictures.ts'
import { holders, passportLines } from './people.ts'

// How many pictures are read right: `node --import tsx test/samples/mrz-pictures.ts [takes] [face folder points]`. A face
// that may not be part of the project, such as OCR-B, is named on the command line.
const [takes = '3', name, fonts, points = '12'] = process.argv.slice(2)
const face = name && fonts ? { face: { name, fonts, points: Number(points) } } : {}
const today = day('2026-09-01')
const zones = [
  ...samples.filter(({ allCheckDigitsOk }) => allCheckDigitsOk).map(({ id, lines }) => ({ id, lines })),
  ...holders.map((holder) => ({ id: `invented ${holder.state}`, lines: passportLines(holder) })),
]

function resultOf(reading: PhotoReading, lines: readonly string[]) {
  if (!reading.ok) return 'unread'
  const right = reading.zone.lines.join() === lines.join()
  if (reading.sure) return right ? 'right' : 'wrong'
  return right ? 'rightUnsure' : 'wrongUnsure'
}

for (const quality of qualities) {
  const counts = { right: 0, rightUnsure: 0, wrong: 0, wrongUnsure: 0, unread: 0 }
  const begun = performance.now()
  for (const { id, lines } of zones) {
    for (let take = 0; take < Number(takes); take += 1) {
      const reading = await readPhoto(await passportPicture(lines, { quality, take, ...face }), today)
      const result = resultOf(reading, lines)
      counts[result] += 1
      if (result !== 'right')
        console.log(' ', quality, id, take, result, reading.ok ? reading.zone.lines : reading.problem)
    }
  }
  const all = zones.length * Number(takes)
  const seconds = (performance.now() - begun) / 1000 / all
  console.log(quality, 'of', all, counts, `${seconds.toFixed(1)} s each`)
}
