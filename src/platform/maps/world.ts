import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from 'd3-geo'
import countries from 'i18n-iso-countries'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** The map's own units: what is drawn on it stands in a picture of this size. */
export const mapSize = { width: 800, height: 390 } as const

export interface MapPoint {
  readonly x: number
  readonly y: number
}

export interface WorldMap {
  /** The outlines of all countries, as one SVG path. */
  readonly outlines: string
  /** The middle of a country by its ISO 3166-1 code of two letters; null for one too small for the map. */
  readonly middleOf: (country: string) => MapPoint | null
}

let kept: WorldMap | undefined

/** The world in the Equal Earth projection, where areas are true. Natural Earth, public domain, by `world-atlas`. */
export function worldMap(): WorldMap {
  kept ??= drawn()
  return kept
}

type Atlas = Topology<{ readonly countries: GeometryCollection }>

const find = createRequire(import.meta.url).resolve

function shapesOf(scale: '110m' | '50m') {
  const atlas: Atlas = JSON.parse(readFileSync(find(`world-atlas/countries-${scale}.json`), 'utf8'))
  return feature(atlas, atlas.objects.countries)
}

/** The countries as shapes, fine enough to say which one a place lies in. */
export const countryShapes = () => shapesOf('50m')

function drawn(): WorldMap {
  const shapes = shapesOf('110m')
  // Antarctica has no universities.
  shapes.features = shapes.features.filter(({ id }) => id !== '010')
  const projection = geoEqualEarth().fitSize([mapSize.width, mapSize.height], shapes)
  const middles = new Map<string, MapPoint>()
  for (const { id, geometry } of shapesOf('50m').features) {
    const code = countries.numericToAlpha2(String(id))
    const at = projection(geoCentroid(mainland(geometry)))
    if (code && at) middles.set(code, { x: Math.round(at[0]), y: Math.round(at[1]) })
  }
  return {
    outlines: relative(geoPath(projection).digits(0)(shapes) ?? ''),
    middleOf: (country) => middles.get(country) ?? null,
  }
}

// The middle of all of France lies in the sea: that of its largest part is meant.
function mainland(geometry: GeoJSON.Geometry): GeoJSON.Geometry {
  if (geometry.type !== 'MultiPolygon') return geometry
  const parts = geometry.coordinates.map((coordinates): GeoJSON.Polygon => ({ type: 'Polygon', coordinates }))
  return parts.toSorted((one, other) => geoArea(other) - geoArea(one))[0] ?? geometry
}

/** Steps shorter than this are left out: a map of the whole world shows no bays. */
const shortest = 3

/** The same path from point to point, without points that nearly fall together: a sixth of the letters. */
function relative(path: string): string {
  return path
    .split('M')
    .slice(1)
    .map((ring) => {
      const points = ring.replace(/Z$/, '').split('L').map(pointFrom)
      const [first = [0, 0]] = points
      let [x, y] = first
      const steps = points.slice(1).flatMap(([toX, toY]) => {
        const [dx, dy] = [toX - x, toY - y]
        if (Math.abs(dx) + Math.abs(dy) < shortest) return []
        ;[x, y] = [toX, toY]
        return [`${dx}${dy < 0 ? '' : ' '}${dy}`]
      })
      return steps.length < 2 ? '' : `M${first[0]} ${first[1]}l${steps.join(' ').replaceAll(' -', '-')}z`
    })
    .join('')
}

function pointFrom(said: string): readonly [number, number] {
  const [x = 0, y = 0] = said.split(',').map(Number)
  return [x, y]
}
