import type { Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  DayField,
  FieldGroup,
  Form,
  Muted,
  Section,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { groupAddress } from './addresses.ts'
import type { GroupProps } from './group-page.tsx'
import { ProcedureSaid } from './procedure-said.tsx'
import { type HostProcedure, mostDates } from './rules.ts'

/** What the host asks of its students, and the form in which the office writes it. */
export function ProcedureForm(props: GroupProps) {
  const { t, procedure, mayWork, tried } = props
  const mine = tried?.form === 'procedure' ? tried : null
  return (
    <Section title={t('procedure.title')}>
      {procedure ? (
        <>
          <ProcedureSaid t={t} procedure={procedure} />
          <p>
            <Muted>{`${procedure.byName}, ${sayMoment(procedure.at, t.language)}`}</Muted>
          </p>
        </>
      ) : (
        <p>{t('procedure.none')}</p>
      )}
      {mayWork && (
        <Confirm open={t(procedure ? 'procedure.change' : 'procedure.write')} tone="soft" expanded={mine !== null}>
          <Writing {...props} typed={mine?.typed ?? typedProcedure(procedure)} />
        </Confirm>
      )}
    </Section>
  )
}

function Writing({ t, call, partner, tried, typed }: GroupProps & { typed: Typed }) {
  const problems = tried?.form === 'procedure' ? tried.problems : []
  const errorOf = (field: string) => saidOf(problems, field, t.language, t)
  return (
    <Form action={`${groupAddress(call.id, partner.id)}/procedure`} method="post" label={t('procedure.write')}>
      <TextArea
        name="text"
        label={t('procedure.text')}
        hint={t('procedure.textHint')}
        value={typed.text ?? ''}
        error={errorOf('text')}
        rows={6}
      />
      <TextField
        name="site"
        label={t('procedure.site')}
        value={typed.site ?? ''}
        error={errorOf('site')}
        autocomplete="off"
      />
      {Array.from({ length: mostDates }, (_, at) => (
        <FieldGroup legend={t('procedure.date', { at: at + 1 })}>
          <TextField
            name={`what${at}`}
            label={t('procedure.what')}
            value={typed[`what${at}`] ?? ''}
            error={errorOf(`what${at}`)}
            autocomplete="off"
          />
          <DayField
            name={`on${at}`}
            label={t('procedure.on')}
            words={dayParts(t.language)}
            value={{
              day: typed[`on${at}.day`] ?? '',
              month: typed[`on${at}.month`] ?? '',
              year: typed[`on${at}.year`] ?? '',
            }}
            error={errorOf(`on${at}`)}
          />
        </FieldGroup>
      ))}
      <CheckField
        name="tells"
        label={t('procedure.tells')}
        hint={t('procedure.tellsHint')}
        checked={typed.tells !== 'no'}
      />
      <Actions>
        <Button>{t('procedure.save')}</Button>
      </Actions>
    </Form>
  )
}

function typedProcedure(procedure: HostProcedure | null): Typed {
  if (!procedure) return {}
  const dates = procedure.dates.flatMap(({ on, what }, at) => {
    const [year = '', month = '', date = ''] = on.split('-')
    return [
      [`what${at}`, what],
      [`on${at}.day`, String(Number(date))],
      [`on${at}.month`, String(Number(month))],
      [`on${at}.year`, year],
    ]
  })
  return { text: procedure.text, site: procedure.site, ...Object.fromEntries(dates) }
}
