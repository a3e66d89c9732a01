import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Form, HiddenField, More, Muted, Section, Tag, Timeline } from '../../ui/index.ts'
import { PaperField, Slips } from './fields.tsx'
import { type PaperProps, paperAddress } from './paper-page.tsx'
import { type Move, staysWithOwner, typedDay } from './rules.ts'
import type { Moved } from './store.ts'
import type { Say } from './words.ts'

/** Where the original is, what became of it, and where it goes next. */
export function Originals(props: PaperProps) {
  const { t, moves, mayWork, slip } = props
  const [last] = moves
  const own = staysWithOwner(props.item.wanted.type)
  return (
    <Section title={t('original.title')} id="original">
      <p>
        <Tag tone={last?.move === 'kept' ? 'due' : last ? 'ok' : 'quiet'}>
          {t.find(`original.is.${last?.move ?? 'never'}`)}
        </Tag>
      </p>
      {mayWork &&
        nextMoves(last, own).map((move) => (
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
      {own && <OwnersOwn {...props} />}
      <p>
        <Muted>
          <a href="/desk/originals">{t('originals.all')}</a>
        </Muted>
      </p>
    </Section>
  )
}

function nextMoves(last: Moved | undefined, own: boolean): readonly Move[] {
  if (own) return last?.move === 'kept' ? ['returned'] : []
  return last?.move === 'kept' ? ['returned', 'kept'] : ['seen', 'kept']
}

// Of a passport is written down that it was seen and given back, on the page of the person's passport and nowhere else.
function OwnersOwn({ t, view: { law, standing } }: PaperProps) {
  const rule = law.find('study.passport-keeping')
  return (
    <>
      <p>
        {rule?.text[t.language]} {rule && !rule.verified && <Tag tone="due">{t('original.unverified')}</Tag>}
      </p>
      <p>
        <a href={`/desk/persons/${standing.subjectId}/passport`}>{t('original.passport')}</a>
      </p>
    </>
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
