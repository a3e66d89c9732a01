import { foldWords } from '../../platform/words/fold.ts'
import { cities } from './cities.ts'
import type { Place } from './rules.ts'

/**
 * Reads a place: degrees ("52.544, 13.353", "52,544; 13,353", 52°32′38″N 13°21′11″E) or the name of a city that is known.
 * @param country where the city is looked for; null: anywhere
 * @returns null where it is neither, or off the earth
 */
export function readPlace(typed: string, country: string | null): Place | null {
  const text = typed.normalize('NFKC').trim()
  const place = plainDegrees(text) ?? withMinutes(text)
  if (place) return Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180 ? place : null
  return cityNamed(text, country)
}

/** Degrees as the form shows them again. */
export const sayDegrees = ({ lat, lon }: Place) => `${lat}, ${lon}`

function plainDegrees(text: string): Place | null {
  const dotted = text.includes('.') ? text : text.replace(/(\d),(\d)/g, '$1.$2')
  const found = /^([-−]?\d{1,3}(?:\.\d+)?)\s*°?\s*[,;\s]\s*([-−]?\d{1,3}(?:\.\d+)?)\s*°?$/.exec(dotted)
  return found ? { lat: rounded(found[1]), lon: rounded(found[2]) } : null
}

const part = String.raw`(\d{1,3}(?:\.\d+)?)\s*°\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″]|'')\s*)?`
const minutes = new RegExp(String.raw`^${part}([NSСЮ])[\s,;]*${part}([EWВЗ])$`, 'i')

function withMinutes(text: string): Place | null {
  // NFKC takes the double prime apart.
  const found = minutes.exec(text.replaceAll('′′', '″'))
  if (!found) return null
  const degrees = (from: number, negative: string) => {
    const [whole, minute, second] = [from, from + 1, from + 2].map((at) => Number(found[at] ?? 0))
    const value = (whole ?? 0) + (minute ?? 0) / 60 + (second ?? 0) / 3600
    return negative.includes((found[from + 3] ?? '').toUpperCase()) ? -value : value
  }
  return { lat: rounded(degrees(1, 'SЮ')), lon: rounded(degrees(5, 'WЗ')) }
}

// Five digits are a metre.
const rounded = (degrees: string | number | undefined) =>
  Math.round(Number(String(degrees).replace('−', '-')) * 1e5) / 1e5

function cityNamed(text: string, country: string | null): Place | null {
  const folded = foldWords(text).join(' ')
  const found = cities.find(
    ({ names, ...city }) =>
      (country === null || city.country === country) && names.some((name) => foldWords(name).join(' ') === folded),
  )
  return found ? { lat: found.lat, lon: found.lon } : null
}
