import { geoContains } from 'd3-geo'
import countries from 'i18n-iso-countries'
import { countryShapes } from './world.ts'

let kept: ReturnType<typeof countryShapes> | undefined

/** The country in which a place lies, ISO 3166-1 of two letters; null at sea and near a coast that the map draws roughly. */
export function countryAt({ lat, lon }: { readonly lat: number; readonly lon: number }): string | null {
  kept ??= countryShapes()
  const found = kept.features.find((shape) => geoContains(shape, [lon, lat]))
  return (found && countries.numericToAlpha2(String(found.id))) ?? null
}
