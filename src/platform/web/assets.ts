import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import type { Href } from '../jsx-runtime.ts'

interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
}

/** The style sheet, the icon and the browser modules, made once at start: no build folder, names that change with the content. */
export interface Assets {
  readonly look: Href
  module(name: string): Href
  colour(institution: string): Href
  /** The answer for an address below /assets/, or null. */
  answer(path: string, accepts: string): Response | null
  /** Tells the colour of an institution; it costs nothing while the colour stays. */
  paint(institution: string, colour: string): void
}

const source = new URL('../../', import.meta.url)
const forever = 'public, max-age=31536000, immutable'

export async function makeAssets(): Promise<Assets> {
  const files = new Map<string, Asset>()
  const addresses = new Map<string, Href>()
  const painted = new Map<string, string>()
  const add = (name: string, type: string, text: string): Href => {
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10)
    const dot = name.lastIndexOf('.')
    const path = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`
    files.set(path, packed(type, text))
    const href: Href = `/assets/${path}`
    addresses.set(name, href)
    return href
  }
  const look = await transform(await readFile(new URL('ui/look.css', source), 'utf8'), { loader: 'css', minify: true })
  const lookAddress = add('look.css', 'text/css; charset=utf-8', look.code)
  for (const [name, code] of await browserModules()) add(name, 'text/javascript; charset=utf-8', code)
  files.set('icon.svg', packed('image/svg+xml', await readFile(new URL('ui/icon.svg', source), 'utf8')))
  const named = (name: string) => {
    const address = addresses.get(name)
    if (!address) throw new RangeError(`no asset ${name}`)
    return address
  }
  return {
    look: lookAddress,
    module: (name) => named(`${name}.js`),
    colour: (institution) => addresses.get(`${institution}.css`) ?? lookAddress,
    paint: (institution, colour) => {
      if (painted.get(institution) === colour) return
      painted.set(institution, colour)
      add(`${institution}.css`, 'text/css; charset=utf-8', colourSheet(colour))
    },
    answer: (path, accepts) => {
      const file = files.get(path)
      return file ? respond(file, accepts, path === 'icon.svg' ? 'public, max-age=86400' : forever) : null
    },
  }
}

// One file for each module of src/browser/; what several share stands in folders below and is packed into each.
async function browserModules(): Promise<[name: string, code: string][]> {
  const folder = new URL('browser/', source)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'))
  const { outputFiles } = await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(name, folder))),
    outdir: '.',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2020',
    logLevel: 'silent',
  })
  return outputFiles.map((file) => [basename(file.path), file.text])
}

// Only the hue is the institution's: the deep and the light shade follow from it.
function colourSheet(colour: string): string {
  return `:root{--juniper:${colour};--juniper-deep:color-mix(in oklab,${colour} 68%,#000);--juniper-tint:color-mix(in oklab,${colour} 10%,#fff)}`
}

function packed(type: string, text: string): Asset {
  const body = Buffer.from(text)
  const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return { type, body, gzip: gzipSync(body, { level: 9 }), brotli }
}

function respond(file: Asset, accepts: string, cache: string): Response {
  const encoding = accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : null
  const body = encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.body
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': file.type,
      'cache-control': cache,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
  })
}
