import type { Child } from '../platform/jsx-runtime.ts'

type SendingCardProps = { turn: string; now: string; discard: string }

/** The empty card of a file on its way, which the browser module fills; without script nobody sees it. */
export function SendingCard(props: SendingCardProps) {
  return (
    <div class="file sending" hidden data-card>
      <span class="sheet" data-part="sheet" aria-hidden="true" />
      <img data-part="picture" alt="" hidden />
      <p>
        <b data-part="name" />
        <small data-part="status" role="status" />
      </p>
      <p class="notice due" data-part="doubts" hidden />
      <progress data-part="bar" hidden />
      <div class="actions">
        <button class="btn soft" type="button" data-part="turn">
          {props.turn}
        </button>
        <button class="btn soft" type="button" data-part="now">
          {props.now}
        </button>
        <button class="btn soft" type="button" data-part="discard">
          {props.discard}
        </button>
      </div>
    </div>
  )
}

/** What is only on this device: stays in sight while there is something. */
export function Safety(props: { children?: Child }) {
  return (
    <div class="safety tag due" data-safety hidden>
      <span data-here role="status" />
      {props.children}
    </div>
  )
}

/** A square to scan. `path` is drawn in a field of `modules` by `modules`. */
export function Square(props: { modules: number; path: string; label: string }) {
  return (
    <div class="square" role="img" aria-label={props.label}>
      <svg viewBox={`0 0 ${props.modules} ${props.modules}`} aria-hidden="true">
        <path d={props.path} />
      </svg>
    </div>
  )
}
