import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Form, HiddenField, More, Muted, Section, Tag, Timeline } from '../../ui/index.ts'
import { PaperField, Slips } from './fields.tsx'
import { type PaperProps, paperAddress } from './paper-page.tsx'
import { type Move, typedDay } from './rules.ts'
import type { Moved } from './store.ts'
import type { Say } from './words.ts'

/** Where the original is, what became of it, and where it goes next. */
export function Originals(props: PaperProps) {
  const { t, moves, mayWork, slip } = props
  const [last] = moves
  const next: readonly Move[] = last?.move === 'kept' ? ['returned', 'kept'] : ['seen', 'kept']
  return (
    <Section title={t('original.title')} id="original">
      <p>
        <Tag tone={last?.move === 'kept' ? 'due' : last ? 'ok' : 'quiet'}>
          {t.find(`original.is.${last?.move ?? 'never'}`)}
        </Tag>
      </p>
      {mayWork &&
        next.map((move) => (
          <More title={t(nameOf(move, last))} open={slip?.form === move}>
            <MoveForm {...props} move={move} />
          </More>
        ))}
      {moves.length > 0 && (
        <Timeline
          items={moves.map((moved) => ({
            title: sayOriginal(t, moved),
            when: t('by', { name: moved.byName, at: sayMoment(moved.at, t.language) }),
            dateTime: moved.at.toISOString(),
          }))}
        />
      )}
      <p>
        <Muted>
          <a href="/desk/originals">{t('originals.all')}</a>
        </Muted>
      </p>
    </Section>
  )
}

const nameOf = (move: Move, last: Moved | undefined) =>
  move === 'kept' && last?.move === 'kept' ? 'original.do.moved' : (`original.do.${move}` as const)

/** Where an original is, in words. */
export function sayOriginal(t: Say, last: Pick<Moved, 'move' | 'onDay' | 'place' | 'toWhom'>): string {
  const said = { day: sayDay(last.onDay, t.language), place: last.place, name: last.toWhom }
  if (last.move === 'kept') return t('original.kept', said)
  return t(last.move === 'seen' ? 'original.seen' : 'original.returned', said)
}

function MoveForm({ t, view, item, moves, today, move, slip }: PaperProps & { move: Move }) {
  const own = slip?.form === move ? slip : null
  const typed = own?.typed ?? { ...typedDay('onDay', today), toWhom: view.standing.title }
  const filled = { t, law: view.law, form: move, typed, problems: own?.problems ?? [] }
  return (
    <>
      <Slips {...filled} />
      <Form
        action={`${paperAddress(view, item.wanted.type)}/originals`}
        method="post"
        label={t(nameOf(move, moves[0]))}
      >
        <HiddenField name="key" value={crypto.randomUUID()} />
        <HiddenField name="seen" value={moves[0]?.id ?? ''} />
        <PaperField {...filled} name="onDay" />
        {move === 'kept' && <PaperField {...filled} name="place" hint={t('field.place.hint')} />}
        {move === 'returned' && <PaperField {...filled} name="toWhom" />}
        <Actions>
          <Button tone="soft" name="move" value={move}>
            {t(nameOf(move, moves[0]))}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
