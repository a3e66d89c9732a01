import { dayParts, formWords, saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  DayField,
  EmptyState,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Section,
  SelectField,
  Stack,
  Table,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { RoomHead } from './head.tsx'
import type { minutesOf } from './minutes.ts'
import type { Slip } from './overview-page.tsx'
import { type Room, roomAddress } from './place.ts'
import type { Say } from './words.ts'

interface MinutesProps extends Slip {
  readonly t: Say
  readonly room: Room
  readonly minutes: Awaited<ReturnType<typeof minutesOf>>
  readonly newId: string
  readonly notice: string | null
}

/** The minutes of the commission's meetings, to print and to sign. */
export function MinutesPage(props: MinutesProps) {
  const { t, room, minutes, notice, problems } = props
  return (
    <Stack>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map(({ field }) => ({
            href: `#${field}`,
            text: `${t.find(`minutes.${field}`) ?? ''}: ${saidOf(problems, field, t.language, t) ?? ''}`,
          }))}
        />
      )}
      <RoomHead {...{ t, room, notice }} page="minutes" lead={t('minutes.lead')} />
      <Table
        caption={t('page.minutes.title')}
        captionHidden
        columns={[
          { key: 'number', text: t('minutes.number') },
          { key: 'language', text: t('minutes.language') },
          { key: 'at', text: t('minutes.at') },
          { key: 'by', text: t('minutes.by') },
        ]}
        rows={minutes.map(({ id, number, language, at, byName }) => ({
          href: `${roomAddress(room.call.id)}/minutes/${id}` as const,
          cells: [
            t('minutes.paper', { number }),
            languages.flatMap((one) => (one === language ? languageNames[one] : [])).join(),
            sayMoment(at, t.language),
            byName,
          ],
        }))}
        empty={<EmptyState title={t('minutes.none')} />}
      />
      {room.works && <NewMinutes {...props} />}
    </Stack>
  )
}

function NewMinutes({ t, room, typed, problems, newId }: MinutesProps) {
  const error = (field: string) => saidOf(problems, field, t.language, t)
  const members = room.commission.members.filter(({ leftAt }) => !leftAt)
  const speaks = typed.language ?? 'ru'
  return (
    <Section title={t('minutes.new')}>
      <Form action={`${roomAddress(room.call.id)}/minutes`} method="post" label={t('minutes.new')}>
        <HiddenField name="id" value={typed.id ?? newId} />
        <DayField
          name="on"
          label={t('minutes.on')}
          words={dayParts(t.language)}
          value={{ day: typed['on.day'] ?? '', month: typed['on.month'] ?? '', year: typed['on.year'] ?? '' }}
          error={error('on')}
        />
        <TextField name="place" label={t('minutes.place')} value={typed.place} error={error('place')} />
        <FieldGroup legend={t('minutes.present')} hint={t('minutes.present.hint', { quorum: room.commission.quorum })}>
          {members.map(({ id, name, role }) => (
            <CheckField
              name={`present.${id}`}
              label={`${name}, ${t(`role.${role}`)}`}
              checked={typed[`present.${id}`] === 'yes'}
            />
          ))}
        </FieldGroup>
        <TextArea
          name="decisions"
          label={t('minutes.decisions')}
          hint={t('minutes.decisions.hint')}
          rows={6}
          value={typed.decisions}
          error={error('decisions')}
        />
        <SelectField
          name="language"
          label={t('minutes.language')}
          width="half"
          options={languages.map((one) => ({ value: one, text: languageNames[one], selected: one === speaks }))}
        />
        <p>{t('minutes.kept')}</p>
        <Actions>
          <Button>{t('minutes.keep')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
