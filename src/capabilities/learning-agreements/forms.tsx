import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  Crumbs,
  DayField,
  ErrorSummary,
  FieldGroup,
  FileField,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Stack,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import type { Room } from './page.tsx'
import { type Agreement, type Component, type Party, type Side, units } from './rules.ts'
import { sayCredits } from './tables.tsx'
import type { Say } from './words.ts'

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string | undefined
  /** What was wrong with the file. */
  readonly notTaken?: readonly string[] | undefined
}

export interface FormProps {
  readonly room: Room
  readonly agreement: Agreement
  readonly tried: Tried
}

interface FrameProps extends FormProps {
  readonly title: string
  readonly action: Href
  readonly save: string
  readonly multipart?: boolean | undefined
  readonly lead?: string | undefined
  readonly after?: Child
  readonly children: Child
}

/** One form on a page of its own, with what is wrong above it. */
function Framed(props: FrameProps) {
  const { room, agreement, tried, title } = props
  const { t } = room
  const problems = [
    ...tried.problems.map(({ field }) => ({
      href: `#${field}` as const,
      text: saidOf(tried.problems, field, t.language, t) ?? '',
    })),
    ...(tried.notTaken ?? []).map((text) => ({ href: '#file' as const, text })),
  ]
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[room.back, { text: t('title'), href: room.base }, { text: title }]} />
      <PageTitle title={title} over={room.isSubject ? undefined : room.student} lead={props.lead} />
      {problems.length > 0 && <ErrorSummary title={t('slipped')} problems={problems} />}
      {tried.refusal && (
        <Notice tone="late" role="alert">
          <p>{tried.refusal}</p>
        </Notice>
      )}
      <Form action={props.action} method="post" label={title} multipart={props.multipart}>
        <HiddenField name="revision" value={agreement.revision} />
        {props.children}
        <Actions>
          <Button>{props.save}</Button>
        </Actions>
      </Form>
      {props.after}
    </Stack>
  )
}

const fieldsOf =
  ({ room: { t }, tried }: FormProps) =>
  (name: string) => ({ name, value: tried.typed[name] ?? '', error: saidOf(tried.problems, name, t.language, t) })

function OnDay({ name, label, hint, ...props }: FormProps & { name: string; label: string; hint?: string }) {
  const { t } = props.room
  const { typed, problems } = props.tried
  const part = (one: string) => typed[`${name}.${one}`] ?? ''
  return (
    <DayField
      name={name}
      label={label}
      hint={hint}
      words={dayParts(t.language)}
      value={{ day: part('day'), month: part('month'), year: part('year') }}
      error={saidOf(problems, name, t.language, t)}
    />
  )
}

export function HeadPage(props: FormProps) {
  const { t, base } = props.room
  const field = fieldsOf(props)
  return (
    <Framed {...props} title={t('head.change')} action={`${base}/head`} save={t('save')}>
      <TextField {...field('host')} label={t('head.host')} />
      <TextField {...field('programme')} label={t('head.programme')} />
      <OnDay {...props} name="from" label={t('head.from')} />
      <OnDay {...props} name="to" label={t('head.to')} />
      <FieldGroup legend={t('head.homeContact')} hint={t('head.homeContact.hint')}>
        <TextField {...field('homeContact')} label={t('head.name')} />
        <TextField {...field('homeMail')} label={t('head.mail')} type="email" />
      </FieldGroup>
      <FieldGroup legend={t('head.hostContact')} hint={t('head.hostContact.hint')}>
        <TextField {...field('hostContact')} label={t('head.name')} />
        <TextField {...field('hostMail')} label={t('head.mail')} type="email" />
      </FieldGroup>
    </Framed>
  )
}

/** One component at the host or at home. `component` is null where one is added. */
export function ComponentPage(props: FormProps & { side: Side; id: string; component: Component | null }) {
  const { room, component, side, tried } = props
  const { t, base } = room
  const field = fieldsOf(props)
  const { value: unit, ...unitField } = field('unit')
  const remove = component && (
    <Form action={`${base}/components/${component.id}/removal`} method="post" label={t('component.remove')}>
      <HiddenField name="revision" value={props.agreement.revision} />
      <Button tone="danger">{t('component.remove')}</Button>
    </Form>
  )
  const action = component ? (`${base}/components/${component.id}` as const) : (`${base}/components/new` as const)
  return (
    <Framed
      {...props}
      title={t(component ? `edit.${side}` : `add.${side}`)}
      action={action}
      save={t('save')}
      after={remove}
    >
      <HiddenField name="side" value={side} />
      <HiddenField name="id" value={props.id} />
      <TextField {...field('code')} label={t('column.code')} hint={t('optional')} width="half" />
      <TextField {...field('title')} label={t('column.title')} hint={t(`component.title.${side}`)} />
      <TextField {...field('term')} label={t('column.term')} hint={t('component.term')} width="half" />
      <TextField {...field('amount')} label={t('component.amount')} width="short" inputmode="decimal" />
      <RadioField
        {...unitField}
        label={t('component.unit')}
        hint={t('component.unit.hint')}
        options={units.map((one) => ({
          value: one,
          text: t(`unit.${one}`),
          selected: one === (unit || (side === 'host' ? 'ects' : 'national')),
        }))}
      />
      {tried.problems.length > 0 && <Muted>{t('kept')}</Muted>}
    </Framed>
  )
}

/** Asking somebody without an account to sign, by a link. */
export function AskPage(props: FormProps & { parties: readonly Party[] }) {
  const { t, base } = props.room
  const field = fieldsOf(props)
  const { value: speaks, ...speaksField } = field('speaks')
  return (
    <Framed {...props} title={t('ask.title')} lead={t('ask.lead')} action={`${base}/ask`} save={t('ask.do')}>
      <Keyed {...props} />
      <WhichParty {...props} parties={props.parties} />
      <TextField {...field('name')} label={t('head.name')} />
      <TextField {...field('post')} label={t('post')} hint={t('optional')} />
      <TextField {...field('address')} label={t('head.mail')} type="email" />
      <RadioField
        {...speaksField}
        label={t('ask.speaks')}
        options={languages.map((one) => ({ value: one, text: languageNames[one], selected: one === (speaks || 'en') }))}
      />
      <OnDay {...props} name="until" label={t('ask.until')} hint={t('ask.until.hint')} />
    </Framed>
  )
}

/** A signature by hand: its scan, and where the original lies. */
export function PaperPage(props: FormProps & { parties: readonly Party[] }) {
  const { t, base } = props.room
  const field = fieldsOf(props)
  return (
    <Framed
      {...props}
      title={t('paper.title')}
      lead={t('paper.lead')}
      action={`${base}/paper`}
      save={t('paper.do')}
      multipart
    >
      <Keyed {...props} />
      <WhichParty {...props} parties={props.parties} />
      <TextField {...field('name')} label={t('head.name')} />
      <TextField {...field('post')} label={t('post')} hint={t('optional')} />
      <OnDay {...props} name="on" label={t('paper.on')} />
      <TextField {...field('lies')} label={t('paper.lies')} hint={t('paper.lies.hint')} />
      <FileField name="file" label={t('scan')} hint={t('scan.hint')} accept="application/pdf,image/*" />
    </Framed>
  )
}

function Keyed({ tried }: FormProps) {
  return <HiddenField name="key" value={tried.typed.key || crypto.randomUUID()} />
}

function WhichParty(props: FormProps & { parties: readonly Party[] }) {
  const { t } = props.room
  const { value, ...field } = fieldsOf(props)('party')
  return (
    <RadioField
      {...field}
      label={t('signature.party')}
      options={props.parties.map((one) => ({ value: one, text: t(`party.${one}`), selected: one === value }))}
    />
  )
}

/** The transcript of records: what the host says of each of its components. */
export function MarksPage(props: FormProps & { components: readonly Component[]; ratio: number }) {
  const { t, base } = props.room
  const field = fieldsOf(props)
  return (
    <Framed {...props} title={t('marks.enter')} lead={t('marks.lead')} action={`${base}/marks`} save={t('save')}>
      {props.components.map((one) => {
        const { value, ...done } = field(`${one.id}.done`)
        const planned = t('marks.planned', { ects: sayCredits(t, one, 'ects', props.ratio) })
        return (
          <FieldGroup legend={[one.code, one.title].filter(Boolean).join(' ')} hint={planned}>
            <RadioField
              {...done}
              label={t('marks.done')}
              options={(['yes', 'no'] as const).map((answer) => ({
                value: answer,
                text: t(answer),
                selected: answer === value,
              }))}
            />
            <TextField {...field(`${one.id}.ects`)} label={t('marks.ects')} width="short" inputmode="decimal" />
            <TextField
              {...field(`${one.id}.grade`)}
              label={t('marks.grade')}
              hint={t('marks.grade.hint')}
              width="short"
            />
          </FieldGroup>
        )
      })}
    </Framed>
  )
}

/** What the unit decides on one home component. */
export function DecisionPage(props: FormProps & { component: Component; ratio: number; id: string }) {
  const { room, component, ratio } = props
  const { t, base } = room
  const field = fieldsOf(props)
  const { value: recognised, ...recognisedField } = field('recognised')
  return (
    <Framed
      {...props}
      title={t('decisions.one', { title: component.title })}
      lead={t('decisions.lead', { credits: sayCredits(t, component, 'national', ratio) })}
      action={`${base}/decisions/${component.id}`}
      save={t('decisions.save')}
    >
      <HiddenField name="id" value={props.id} />
      <RadioField
        {...recognisedField}
        label={t('decisions.decided')}
        options={(['yes', 'no'] as const).map((one) => ({
          value: one,
          text: t(`decisions.${one}`),
          selected: one === recognised,
        }))}
      />
      <TextField {...field('title')} label={t('decisions.as')} hint={t('decisions.as.hint')} />
      <TextField {...field('credits')} label={t('column.national')} width="short" inputmode="decimal" />
      <TextField {...field('mark')} label={t('decisions.mark')} hint={t('decisions.mark.hint')} width="short" />
      <TextArea {...field('reason')} label={t('decisions.reason')} hint={t('decisions.reason.hint')} rows={2} />
    </Framed>
  )
}

/** What stands behind a link: the whole agreement, and the answer. */
export function AnswerFields({ t, tried }: { t: Say; tried: Tried }) {
  const said = (name: string) => saidOf(tried.problems, name, t.language, t)
  return (
    <>
      <RadioField
        name="answer"
        label={t('link.answer')}
        error={said('answer')}
        options={(['sign', 'decline'] as const).map((one) => ({
          value: one,
          text: t(`link.${one}`),
          selected: tried.typed.answer === one,
        }))}
      />
      <TextArea
        name="words"
        label={t('link.words')}
        hint={t('link.words.hint')}
        value={tried.typed.words ?? ''}
        error={said('words')}
        rows={3}
      />
      <Muted>{t('link.once')}</Muted>
    </>
  )
}
