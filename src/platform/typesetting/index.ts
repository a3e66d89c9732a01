import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFiles } from './fonts.ts'

export { missingGlyphs } from './fonts.ts'

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** What the PDF says of itself. `madeAt` stands in the file: the same input gives the same bytes. */
export interface Made {
  readonly title: string
  readonly language: string
  readonly madeAt: Date
}

/** A template that Typst can't set: `message` says what and `place` where, as file:line:column. Not for applicants. */
export class TypesetError extends Error {
  override name = 'TypesetError'
  readonly place: string

  constructor(message: string, place: string) {
    super(`${place}: ${message}`)
    this.place = place
  }
}

const folder = fileURLToPath(new URL('.', import.meta.url))
const templateFile = `${folder}template.typ`
const mainFile = `${folder}main.typ`

/**
 * Sets a template, Typst source that may `#import "/letter.typ": *`, with data, and gives the bytes of a tagged PDF.
 * The data is handed over as JSON, so no text in it is ever read as markup. Throws TypesetError.
 * Takes a few milliseconds of the event loop; call it from jobs, never inside a transaction.
 */
export async function typeset(template: string, data: JsonValue, made: Made): Promise<Uint8Array> {
  const compiler = theCompiler()
  compiler.addSource(templateFile, template)
  const source = { mainFilePath: mainFile, inputs: inputsFor(data, made) }
  try {
    // Not compile() and then pdf(): its document lies outside the heap, so a thousand of them wait for a late collection.
    return new Uint8Array(compiler.pdf(source))
  } catch (failure) {
    throw typesetError(compiler, compiler.compile(source).takeError(), failure)
  } finally {
    // Typst remembers every layout it has made; without this each letter stays in memory.
    compiler.evictCache(keepRounds)
  }
}

/** The head and the faces stay remembered from letter to letter; what a letter alone needed is forgotten after so many. */
const keepRounds = 2
let kept: NodeCompiler | undefined

// Fonts of the machine are found as well and can't be switched off, but the project's faces win over a face of the
// same name there, and main.typ forbids every other one: a letter looks alike on every machine.
function theCompiler(): NodeCompiler {
  kept ??= NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fontFiles() }] })
  return kept
}

function inputsFor(data: JsonValue, { title, language, madeAt }: Made): Record<string, string> {
  const [year, month, day, hour, minute, second] = madeAt.toISOString().split(/\D/).map(Number)
  return { data: readable(data), made: readable({ title, language, at: { year, month, day, hour, minute, second } }) }
}

// Half of a surrogate pair, from a name cut in the middle, is JSON for JavaScript and an error for Typst.
function readable(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? inner.toWellFormed() : inner))
}

interface Diagnostic {
  readonly message: string
  readonly path: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } } | null
}

function typesetError(compiler: NodeCompiler, error: NodeError | null, failure: unknown): TypesetError {
  const said: readonly Diagnostic[] = error ? compiler.fetchDiagnostics(error) : []
  const first = said[0]
  if (!first) return new TypesetError(reasonOf(failure), 'template.typ')
  const file = first.path.slice(first.path.lastIndexOf('/') + 1)
  const start = first.range?.start
  return new TypesetError(first.message, start ? `${file}:${start.line + 1}:${start.character + 1}` : file)
}

// The compiler puts its sentence into `code` and leaves the message empty.
function reasonOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
}
