/**
 * What the compiler calls for JSX. A page is built as escaped text at once, without a tree: tags and attributes are
 * checked by their types (below), text is escaped where it enters, and what is Html already goes in as it is.
 */

let make: (text: string) => Html

/** Markup that may be sent as it is. Only `jsx`, `raw` and `join` make one, so what people typed never becomes one. */
export class Html {
  readonly text: string
  // Exists in the types alone: without it any object with a `text` would pass for Html.
  declare protected readonly made: true

  private constructor(text: string) {
    this.text = text
  }

  static {
    make = (text) => new Html(text)
  }

  toString() {
    return this.text
  }
}

/** What may stand between two tags. Booleans, null and undefined show nothing. */
export type Child = string | number | Html | boolean | null | undefined | readonly Child[]

type Props = { readonly [name: string]: unknown; readonly children?: Child }

/** Builds one element or calls one component. Throws TypeError for an address that no page may carry. */
export function jsx(tag: string | ((props: Props) => Html), props: Props): Html {
  if (typeof tag === 'function') return tag(props)

  const known = tags.get(tag) ?? learnTag(tag)
  let text = known.start
  for (const name in props) if (name !== 'children') text += attribute(name, props[name])
  return make(known.isVoid ? text + known.after : text + known.after + inside(props.children) + known.end)
}
export const jsxs = jsx
export const jsxDEV = jsx

/** Several children without an element around them. */
export function Fragment(props: { readonly children?: Child }): Html {
  return make(inside(props.children))
}

/** Markup that we wrote or made ourselves. Never for anything that came from a person or another system. */
export function raw(trusted: string): Html {
  return make(trusted)
}

/** Children in a row with a separator between them; those that show nothing get none. */
export function join(children: readonly Child[], separator: Child = ''): Html {
  const between = inside(separator)
  let text = ''
  for (const child of children) {
    const shown = inside(child)
    if (shown) text += text ? between + shown : shown
  }
  return make(text)
}

/** Whether a page may carry this address: http, https, mailto, tel, or a place on this site. */
export function isSafeHref(href: string): boolean {
  // Browsers drop control characters and read a backslash as a slash; so "java\nscript:" and "/\host" are no way round.
  const asRead = href.replace(unread, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(asRead)?.[1]
  return scheme ? safeSchemes.has(scheme.toLowerCase()) : !/^[/\\]{2}/.test(asRead)
}
const unread = /[^!-\u{10ffff}]/gu
const safeSchemes = new Set(['http', 'https', 'mailto', 'tel'])
const addresses = new Set(['href', 'action', 'formaction', 'src'])

function address(href: string) {
  if (plainPath.test(href)) return href
  if (isSafeHref(href)) return escaped(href)
  throw new TypeError('an address with a scheme or host that pages do not link to')
}

// Nearly every address of a page: on this site, and with nothing in it to escape.
const plainPath = /^\/(?:\w[\w/.=?#%~-]*)?$/

function inside(child: Child): string {
  if (typeof child === 'string') return escaped(child)
  if (child instanceof Html) return child.text
  if (typeof child === 'number') return `${child}`
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (!Array.isArray(child)) throw new TypeError('only text, numbers and Html go between tags')
  let text = ''
  for (const one of child) text += inside(one)
  return text
}

const mustEscape = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string) {
  return mustEscape.test(text) ? text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '') : text
}

type Tagged = { start: string; after: string; end: string; isVoid: boolean }
const tags = new Map<string, Tagged>()

function learnTag(tag: string): Tagged {
  // HTML drops a line break right after these tags, and with it the empty first line that somebody typed.
  const after = tag === 'textarea' || tag === 'pre' ? '>\n' : '>'
  const known = { start: `<${tag}`, after, end: `</${tag}>`, isVoid: voids.has(tag) }
  tags.set(tag, known)
  return known
}

function attribute(name: string, value: unknown): string {
  if (value === false || value === null || value === undefined) return ''
  const known = names.get(name) ?? learnName(name)
  if (typeof value === 'string') return known.written?.get(value) ?? write(known, value)
  if (typeof value === 'number') return `${known.start}${value}"`
  if (value === true) return known.bare
  throw new TypeError(`no value for an attribute:${known.bare}`)
}

// Names of which a program has few values. Written once, they need neither escaping nor three pieces of text again.
const repeating = new Set(['class', 'scope', 'data-label', 'type', 'lang', 'role', 'rel', 'method'])
const enough = 500

type Named = { start: string; bare: string; isAddress: boolean; written: Map<string, string> | undefined }
const names = new Map<string, Named>()

function learnName(name: string): Named {
  checkName(name)
  const written = repeating.has(name) ? new Map<string, string>() : undefined
  const known = { start: ` ${name}="`, bare: ` ${name}`, isAddress: addresses.has(name), written }
  names.set(name, known)
  return known
}

function write(name: Named, value: string): string {
  const text = `${name.start + (name.isAddress ? address(value) : escaped(value))}"`
  if (name.written && name.written.size < enough) name.written.set(value, text)
  return text
}

// TypeScript does not look at JSX attribute names with a hyphen, so these are refused when the page is built.
function checkName(name: string) {
  const known = name.includes('-') ? hyphenated.has(name) || /^data-[a-z0-9-]+$/.test(name) : /^[a-zA-Z]+$/.test(name)
  if (!known || /^(?:on|style$)/i.test(name)) throw new TypeError(`no such attribute: ${name}`)
}

const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const ariaNames = [
  ...(['aria-label', 'aria-labelledby', 'aria-describedby', 'aria-description', 'aria-details'] as const),
  ...(['aria-errormessage', 'aria-controls', 'aria-owns', 'aria-roledescription', 'aria-valuetext'] as const),
  ...(['aria-keyshortcuts', 'aria-activedescendant'] as const),
] as const
const svgNames = ['stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-dasharray', 'fill-opacity'] as const
const svgWords = ['fill-rule', 'text-anchor', 'dominant-baseline', 'font-size', 'font-weight', 'vector-effect'] as const

type Text = string | number | false | null | undefined
type Flag = boolean | null | undefined
type Word<W extends string> = W | false | null | undefined

type AriaWords = {
  'aria-current'?: Word<'page' | 'step' | 'location' | 'date' | 'time' | 'true'>
  'aria-hidden'?: Word<'true'>
  'aria-invalid'?: Word<'true' | 'false' | 'grammar' | 'spelling'>
  'aria-live'?: Word<'polite' | 'assertive' | 'off'>
  'aria-atomic'?: Word<'true' | 'false'>
  'aria-busy'?: Word<'true' | 'false'>
  'aria-checked'?: Word<'true' | 'false' | 'mixed'>
  'aria-disabled'?: Word<'true' | 'false'>
  'aria-expanded'?: Word<'true' | 'false'>
  'aria-pressed'?: Word<'true' | 'false' | 'mixed'>
  'aria-required'?: Word<'true' | 'false'>
  'aria-selected'?: Word<'true' | 'false'>
  'aria-modal'?: Word<'true' | 'false'>
  'aria-haspopup'?: Word<'true' | 'menu' | 'listbox' | 'tree' | 'grid' | 'dialog'>
  'aria-sort'?: Word<'ascending' | 'descending' | 'none' | 'other'>
  'aria-orientation'?: Word<'horizontal' | 'vertical'>
  'aria-autocomplete'?: Word<'inline' | 'list' | 'both' | 'none'>
  'aria-level'?: Text
  'aria-colcount'?: Text
  'aria-colindex'?: Text
  'aria-colspan'?: Text
  'aria-rowcount'?: Text
  'aria-rowindex'?: Text
  'aria-rowspan'?: Text
  'aria-posinset'?: Text
  'aria-setsize'?: Text
  'aria-valuemin'?: Text
  'aria-valuemax'?: Text
  'aria-valuenow'?: Text
}
const ariaWords = {
  ...{ 'aria-current': 1, 'aria-hidden': 1, 'aria-invalid': 1, 'aria-live': 1, 'aria-atomic': 1, 'aria-busy': 1 },
  ...{ 'aria-checked': 1, 'aria-disabled': 1, 'aria-expanded': 1, 'aria-pressed': 1, 'aria-required': 1 },
  ...{ 'aria-selected': 1, 'aria-modal': 1, 'aria-haspopup': 1, 'aria-sort': 1, 'aria-orientation': 1 },
  ...{ 'aria-autocomplete': 1, 'aria-level': 1, 'aria-colcount': 1, 'aria-colindex': 1, 'aria-colspan': 1 },
  ...{ 'aria-rowcount': 1, 'aria-rowindex': 1, 'aria-rowspan': 1, 'aria-posinset': 1, 'aria-setsize': 1 },
  ...{ 'aria-valuemin': 1, 'aria-valuemax': 1, 'aria-valuenow': 1 },
} satisfies Record<keyof AriaWords, 1>
const hyphenated = new Set<string>([
  ...ariaNames,
  ...Object.keys(ariaWords),
  ...svgNames,
  ...svgWords,
  'accept-charset',
])

type Role =
  | ('alert' | 'alertdialog' | 'application' | 'article' | 'banner' | 'button' | 'cell' | 'checkbox' | 'columnheader')
  | ('combobox' | 'complementary' | 'contentinfo' | 'definition' | 'dialog' | 'document' | 'feed' | 'figure' | 'form')
  | ('group' | 'heading' | 'img' | 'link' | 'list' | 'listbox' | 'listitem' | 'log' | 'main' | 'menu' | 'menuitem')
  | ('meter' | 'navigation' | 'none' | 'note' | 'option' | 'presentation' | 'progressbar' | 'radio' | 'radiogroup')
  | ('region' | 'row' | 'rowgroup' | 'rowheader' | 'search' | 'searchbox' | 'separator' | 'status' | 'switch' | 'tab')
  | ('table' | 'tablist' | 'tabpanel' | 'term' | 'textbox' | 'timer' | 'toolbar' | 'tooltip')

/** An address. The runtime refuses schemes other than http, https, mailto and tel, and "//host". */
export type Href = string

type Has<Names extends string> = { [Name in Names]?: Text }
type Can<Names extends string> = { [Name in Names]?: Flag }
type Global = AriaWords &
  Has<(typeof ariaNames)[number] | 'id' | 'class' | 'lang' | 'title' | 'tabindex' | 'accesskey' | 'slot' | 'part'> &
  Can<'hidden' | 'autofocus' | 'inert'> & {
    dir?: Word<'ltr' | 'rtl' | 'auto'>
    role?: Word<Role>
    translate?: Word<'yes' | 'no'>
    spellcheck?: Word<'true' | 'false'>
    autocapitalize?: Word<'off' | 'none' | 'on' | 'sentences' | 'words' | 'characters'>
    inputmode?: Word<'none' | 'text' | 'decimal' | 'numeric' | 'tel' | 'search' | 'email' | 'url'>
    enterkeyhint?: Word<'enter' | 'done' | 'go' | 'next' | 'previous' | 'search' | 'send'>
    popover?: Word<'auto' | 'manual'>
    [data: `data-${string}`]: Text | Flag
  }

// biome-ignore lint/complexity/noBannedTypes: a tag without attributes of its own
type Tag<Own = {}> = Global & Own & { children?: Child }
// biome-ignore lint/complexity/noBannedTypes: a tag without attributes of its own
type Void<Own = {}> = Global & Own & { children?: never }
type At<Names extends string> = { [Name in Names]?: Href | false | null | undefined }

type FormWords = {
  method?: Word<'get' | 'post' | 'dialog'>
  enctype?: Word<'application/x-www-form-urlencoded' | 'multipart/form-data'>
}
type ButtonWords = At<'formaction'> &
  Can<'disabled' | 'formnovalidate'> &
  Has<'name' | 'value' | 'form' | 'popovertarget'> & { formmethod?: FormWords['method'] }
type InputType =
  | ('text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'number' | 'date' | 'month' | 'time' | 'file')
  | ('checkbox' | 'radio' | 'hidden' | 'submit' | 'range' | 'color' | 'datetime-local')
type Cell = Has<'colspan' | 'rowspan' | 'headers'>
type Drawing<Own extends string = never> = Tag<
  Has<'fill' | 'stroke' | 'opacity' | 'transform' | (typeof svgNames)[number] | (typeof svgWords)[number] | Own>
>

export declare namespace JSX {
  type Element = Html
  interface ElementChildrenAttribute {
    children: unknown
  }
  type IntrinsicElements = Plain & {
    html: Tag
    head: Tag
    body: Tag
    base: Void<At<'href'>>
    title: Tag
    meta: Void<Has<'name' | 'content' | 'charset' | 'property' | 'media'>>
    link: Void<At<'href'> & Has<'rel' | 'type' | 'media' | 'hreflang' | 'sizes' | 'as' | 'integrity' | 'crossorigin'>>
    script: Void<At<'src'> & Can<'async' | 'defer' | 'nomodule'> & Has<'integrity' | 'crossorigin' | 'nonce'> & Module>

    a: Tag<At<'href'> & Can<'download'> & Has<'rel' | 'hreflang' | 'type'> & { target?: Word<'_blank' | '_self'> }>
    img: Void<At<'src'> & Picture & { alt: string }>
    iframe: Tag<At<'src'> & Has<'name' | 'width' | 'height' | 'sandbox' | 'allow' | 'loading'> & { title: string }>
    time: Tag<Has<'datetime'>>
    data: Tag<Has<'value'>>
    blockquote: Tag
    q: Tag
    ol: Tag<Has<'start' | 'type'> & Can<'reversed'>>
    li: Tag<Has<'value'>>
    details: Tag<Can<'open'> & Has<'name'>>
    dialog: Tag<Can<'open'>>

    table: Tag
    th: Tag<Cell & Has<'abbr'> & { scope?: Word<'col' | 'row' | 'colgroup' | 'rowgroup'> }>
    td: Tag<Cell>
    col: Void<Has<'span'>>
    colgroup: Tag<Has<'span'>>

    form: Tag<At<'action'> & FormWords & Can<'novalidate'> & Has<'name' | 'autocomplete' | 'accept-charset'>>
    label: Tag<Has<'for'>>
    fieldset: Tag<Can<'disabled'> & Has<'name' | 'form'>>
    input: Void<ButtonWords & Input & { type?: Word<InputType>; capture?: Word<'user' | 'environment'> }>
    button: Tag<ButtonWords & { type?: Word<'submit' | 'button' | 'reset'> }>
    select: Tag<Can<'required' | 'disabled' | 'multiple'> & Has<'name' | 'size' | 'autocomplete' | 'form'>>
    option: Tag<Can<'selected' | 'disabled'> & Has<'value' | 'label'>>
    optgroup: Tag<Can<'disabled'> & Has<'label'>>
    datalist: Tag
    textarea: Tag<Can<'required' | 'disabled' | 'readonly'> & Has<'cols' | 'rows' | 'wrap' | TypedNames>>
    output: Tag<Has<'for' | 'name' | 'form'>>
    progress: Tag<Has<'value' | 'max'>>
    meter: Tag<Has<'value' | 'min' | 'max' | 'low' | 'high' | 'optimum'>>

    svg: Drawing<'viewBox' | 'width' | 'height' | 'preserveAspectRatio' | 'focusable' | 'xmlns'>
    path: Drawing<'d'>
    circle: Drawing<'cx' | 'cy' | 'r'>
    rect: Drawing<'x' | 'y' | 'width' | 'height' | 'rx' | 'ry'>
    line: Drawing<'x1' | 'y1' | 'x2' | 'y2'>
    text: Drawing<'x' | 'y' | 'dx' | 'dy'>
    g: Drawing
    defs: Drawing
    symbol: Drawing<'viewBox'>
    use: Drawing<'x' | 'y' | 'width' | 'height'> & At<'href'>
  }
}

type Module = { type?: Word<'module'> }
type Picture = Has<'width' | 'height' | 'srcset' | 'sizes' | 'loading' | 'decoding'>
type TypedNames = 'name' | 'placeholder' | 'minlength' | 'maxlength' | 'autocomplete' | 'form'
type Input = Can<'required' | 'checked' | 'readonly' | 'multiple'> &
  Has<TypedNames | 'min' | 'max' | 'step' | 'pattern' | 'size' | 'accept' | 'list'>

type Plain = Record<PlainTag, Tag> & Record<'br' | 'hr' | 'wbr', Void>
type PlainTag =
  | ('main' | 'header' | 'footer' | 'nav' | 'section' | 'article' | 'aside' | 'address' | 'search' | 'div' | 'span')
  | ('h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'p' | 'ul' | 'dl' | 'dt' | 'dd' | 'figure' | 'figcaption' | 'pre')
  | ('b' | 'strong' | 'i' | 'em' | 'small' | 's' | 'u' | 'mark' | 'code' | 'kbd' | 'samp' | 'var' | 'sub' | 'sup')
  | ('abbr' | 'cite' | 'dfn' | 'del' | 'ins' | 'bdi' | 'bdo' | 'ruby' | 'rt' | 'summary' | 'legend' | 'noscript')
  | ('caption' | 'thead' | 'tbody' | 'tfoot' | 'tr')
