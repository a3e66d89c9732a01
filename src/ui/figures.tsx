import type { Child, Href } from '../platform/jsx-runtime.ts'
import { type FieldProps, FieldSet } from './fields.tsx'

/** A picture in several sizes, the narrowest first. */
export type PictureSource = {
  sizes: readonly { href: Href; width: number; height: number }[]
  /** What is to be seen, for whoever does not see it; empty where the words beside it say it already. */
  alt: string
}

type PictureProps = PictureSource & {
  caption?: string | undefined
  /** How much of the page it takes: the browser fetches the size that fits. */
  room?: 'whole' | 'card' | 'small' | undefined
  lang?: string | undefined
}

const rooms = { whole: '(min-width: 64rem) 60rem, 100vw', card: '(min-width: 40rem) 20rem, 100vw', small: '8rem' }

/** A picture, with a line below it where there is one. */
export function Picture(props: PictureProps) {
  const image = <Image {...props} />
  if (!props.caption) return <figure class="shot">{image}</figure>
  return (
    <figure class="shot">
      {image}
      <figcaption lang={props.lang}>{props.caption}</figcaption>
    </figure>
  )
}

function Image({ sizes, alt, lang, room = 'whole' }: PictureProps) {
  const [first] = sizes
  const last = sizes.at(-1)
  if (!first || !last) return null
  return (
    <img
      src={first.href}
      srcset={sizes.map(({ href, width }) => `${href} ${width}w`).join(', ')}
      sizes={rooms[room]}
      width={last.width}
      height={last.height}
      alt={alt}
      lang={lang}
      loading="lazy"
      decoding="async"
    />
  )
}

/** Pictures beside each other, in as many columns as fit. */
export function Pictures(props: { children: Child }) {
  return <div class="shots">{props.children}</div>
}

/** A picture that leads on: an album, a story, a picture to describe. */
export function PictureCard(props: {
  href: Href
  title: string
  text?: Child
  lang?: string | undefined
  picture?: PictureSource | undefined
}) {
  return (
    <article class="card shot-card">
      {props.picture && <Image {...props.picture} alt="" room="card" />}
      <h3>
        <a class="go" href={props.href} lang={props.lang}>
          {props.title}
        </a>
      </h3>
      {props.text && <p class="muted">{props.text}</p>}
    </article>
  )
}

type PictureChoicesProps = FieldProps & {
  options: readonly { value: string; text: string; selected: boolean; picture?: PictureSource | undefined }[]
}

/** One picture of several, seen small. */
export function PictureChoices(props: PictureChoicesProps) {
  const group = props.id ?? props.name
  return (
    <FieldSet {...props}>
      <div class="shots small">
        {props.options.map(({ value, text, selected, picture }, at) => {
          const id = at === 0 ? group : `${group}.${value}`
          return (
            <div class="choice">
              <input id={id} type="radio" name={props.name} value={value} checked={selected} />
              <label for={id}>
                {picture && <Image {...picture} alt="" room="small" />}
                {text}
              </label>
            </div>
          )
        })}
      </div>
    </FieldSet>
  )
}
