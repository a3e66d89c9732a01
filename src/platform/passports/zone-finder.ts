/** A grey picture, a byte a pixel. */
export interface Grey {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** A long line of print: y = slope · x + rise between two x. In pixels. */
interface Band {
  readonly from: number
  readonly to: number
  readonly slope: number
  readonly rise: number
  readonly thick: number
}

/** Where the zone lies: the middle of its upper left, how long and high it is, and how it leans, in degrees. */
export interface Found {
  readonly x: number
  readonly y: number
  readonly length: number
  readonly height: number
  readonly degrees: number
}

/**
 * Looks for two or three long lines of print of one length, close under each other: nothing else on a page looks like that.
 * The lowest first, for the zone stands at the foot.
 */
export function findZones(picture: Grey): Found[] {
  const bands = bandsOf(picture)
  const pairs = bands.flatMap((upper) =>
    bands.filter((lower) => belongsUnder(upper, lower)).map((lower) => [upper, lower]),
  )
  return pairs
    .map(([upper, lower]) => (upper && lower ? around(upper, lower, bands) : null))
    .filter((found) => found !== null)
    .sort((a, b) => b.y + b.height - a.y - a.height)
}

// A card has a third line; the crop then reaches from the first to the last.
function around(upper: Band, lower: Band, bands: readonly Band[]): Found {
  const first = bands.find((band) => belongsUnder(band, upper)) ?? upper
  const top = heightAt(first, first.from)
  const from = Math.min(first.from, lower.from)
  const length = Math.max(first.to, lower.to) - from
  const slope = (first.slope + lower.slope) / 2
  const height = heightAt(lower, lower.from) - top
  return { x: from, y: top, length, height, degrees: (Math.atan(slope) * 180) / Math.PI }
}

const heightAt = (band: Band, x: number) => band.slope * x + band.rise

function belongsUnder(upper: Band, lower: Band): boolean {
  const length = Math.max(upper.to - upper.from, lower.to - lower.from)
  const middle = (upper.from + upper.to) / 2
  const apart = heightAt(lower, middle) - heightAt(upper, middle)
  return (
    upper !== lower &&
    Math.abs(upper.slope - lower.slope) < 0.04 &&
    Math.abs(upper.from - lower.from) < length * 0.1 &&
    Math.abs(upper.to - lower.to) < length * 0.25 &&
    apart > length * 0.025 &&
    apart < length * 0.12
  )
}

interface Run {
  readonly from: number
  readonly to: number
  readonly y: number
  band: number
}

const shortestShare = 0.3

// Runs of dark pixels, small gaps closed, joined from row to row: each long flat piece that comes out is a line of print.
function bandsOf(picture: Grey): Band[] {
  const runs = rowsOfRuns(picture)
  const parents: number[] = []
  const root = (band: number): number => {
    let at = band
    while (parents[at] !== at) at = parents[at] ?? at
    return at
  }
  let before: Run[] = []
  for (const row of runs) {
    for (const run of row) {
      const touching = before.filter((other) => other.from <= run.to && other.to >= run.from)
      run.band = touching[0] ? root(touching[0].band) : parents.push(parents.length) - 1
      for (const other of touching) parents[root(other.band)] = root(run.band)
    }
    before = row
  }
  const groups = Map.groupBy(runs.flat(), (run) => root(run.band))
  return [...groups.values()]
    .map(fitted)
    .filter((band) => band.to - band.from > picture.width * shortestShare && band.thick < (band.to - band.from) * 0.06)
}

// The straight line through the middles of the runs, each weighed by its length.
function fitted(runs: readonly Run[]): Band {
  const weights = runs.map(({ from, to }) => to - from + 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = (value: (run: Run) => number) =>
    runs.reduce((sum, run, at) => sum + value(run) * (weights[at] ?? 0), 0) / total
  const middle = ({ from, to }: Run) => (from + to) / 2
  const [x, y] = [mean(middle), mean((run) => run.y)]
  // A run is itself spread over its length: without that spread a level line would have no slope at all.
  const spread = mean((run) => (middle(run) - x) ** 2 + (run.to - run.from) ** 2 / 12)
  const slope = mean((run) => (middle(run) - x) * (run.y - y)) / Math.max(spread, 1)
  const from = Math.min(...runs.map((run) => run.from))
  const to = Math.max(...runs.map((run) => run.to))
  return { from, to, slope, rise: y - slope * x, thick: total / (to - from + 1) }
}

function rowsOfRuns({ pixels, width, height }: Grey): Run[][] {
  const sums = summed(pixels, width, height)
  const reach = Math.round(width / 50)
  const gap = Math.round(width / 45)
  return Array.from({ length: height }, (_, y) => {
    const runs: { from: number; to: number; y: number; band: number }[] = []
    for (let x = 0; x < width; x += 1) {
      if ((pixels[y * width + x] ?? 0) > mean(sums, width, height, x, y, reach) - darker) continue
      const last = runs.at(-1)
      if (last && x - last.to <= gap) last.to = x
      else runs.push({ from: x, to: x, y, band: -1 })
    }
    return runs
  })
}

/** So much darker than what lies around it is print. */
const darker = 14

function summed(pixels: Uint8Array, width: number, height: number): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += pixels[y * width + x] ?? 0
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  return sums
}

function mean(sums: Float64Array, width: number, height: number, x: number, y: number, reach: number): number {
  const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
  const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)]
  const at = (column: number, row: number) => sums[row * (width + 1) + column] ?? 0
  return (at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)) / ((right - left) * (bottom - top))
}
