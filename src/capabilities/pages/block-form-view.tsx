import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf, sayProblem } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  Changes,
  CheckField,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  InLanguages,
  InOneLanguage,
  Link,
  More,
  Muted,
  Notice,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { PictureField } from '../galleries/index.ts'
import { nameOf, partnersWords } from '../partners/index.ts'
import { difference } from '../templates/index.ts'
import type { Block, BlockKind } from './blocks.ts'
import { isMarked, textsOf } from './blocks.ts'
import { clean } from './clean.ts'
import type { Live } from './live.ts'
import { callAudiences, eventCounts, listStyles } from './settings.ts'
import { pageWords, type Say } from './words.ts'

/** A block, or the head of a page, as somebody has typed it so far. */
export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** What somebody else has made of it meanwhile; null: they took it out. Absent: nobody did. */
  readonly theirs?: Typed | null
}

interface FormProps extends Tried {
  readonly t: Say
  readonly live: Live
  readonly kind: BlockKind
  readonly action: Href
  readonly back: Href
  readonly hidden: Readonly<Record<string, string | number>>
}

/** The form of one block: its text in three languages beside each other, and what else it needs. */
export function BlockForm({ t, live, kind, action, back, hidden, ...tried }: FormProps) {
  const { text, more } = textsOf[kind]
  return (
    <Form action={action} method="post" label={t(`kind.${kind}`)}>
      {Object.entries(hidden).map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
      <Wrong t={t} {...tried} />
      <Theirs t={t} {...tried} />
      {text && (
        <InThree
          t={t}
          {...tried}
          name="text"
          label={labelOf(t, 'text', kind)}
          size={text}
          marked={isMarked(kind, 'text')}
        />
      )}
      {more && (
        <InThree
          t={t}
          {...tried}
          name="more"
          label={labelOf(t, 'more', kind)}
          size={more}
          marked={isMarked(kind, 'more')}
        />
      )}
      <Setting t={t} live={live} kind={kind} {...tried} />
      <Actions>
        <Button>{t('edit.save')}</Button>
        <Link href={back}>{t('edit.cancel')}</Link>
      </Actions>
    </Form>
  )
}

const labelOf = (t: Say, part: 'text' | 'more', kind: BlockKind): string =>
  t.find(`${part}.${kind}`) ?? t(`kind.${kind}`)

export function Wrong({ t, problems }: Tried & { t: Say }) {
  if (problems.length === 0) return <></>
  const own = pageWords.byData(t.language)
  const said = problems.map((problem) => {
    const language = languages.find((one) => problem.field.endsWith(`.${one}`))
    const text = sayProblem(problem, t.language, own)
    return { href: `#${problem.field}`, text: language ? `${languageNames[language]}: ${text}` : text }
  })
  return <ErrorSummary title={t('edit.wrong')} problems={said} />
}

/** What the other wrote, beside what is typed here: nothing of either is lost. */
export function Theirs({ t, theirs, typed }: Tried & { t: Say }) {
  if (theirs === undefined) return <></>
  if (theirs === null)
    return (
      <Notice tone="late" role="alert" title={t('clash.gone')}>
        <p>{t('clash.goneText')}</p>
      </Notice>
    )
  const mine = (name: string) => clean(typed[name] ?? '')
  const names = Object.keys(theirs).filter((name) => theirs[name] !== mine(name) && /^(set$|\w+\.)/.test(name))
  return (
    <Notice tone="late" role="alert" title={t('clash.title')}>
      <p>{t('clash.text')}</p>
      {names.map((name) => {
        const language = languages.find((one) => name.endsWith(`.${one}`))
        return (
          <InOneLanguage lang={language ?? t.language} name={language ? languageNames[language] : t('clash.setting')}>
            <p>{theirs[name] || t('clash.nothing')}</p>
            <Changes lang={language ?? t.language} pieces={difference(theirs[name] ?? '', mine(name))} />
          </InOneLanguage>
        )
      })}
    </Notice>
  )
}

interface InThreeProps extends Tried {
  readonly t: Say
  readonly name: string
  readonly label: string
  readonly size: 'line' | 'long'
  readonly marked?: boolean
}

export function InThree({ t, name, label, size, marked, typed, problems }: InThreeProps) {
  const own = pageWords.byData(t.language)
  const rows = Math.max(...languages.map((language) => rowsFor(typed[`${name}.${language}`] ?? '')))
  return (
    <FieldGroup legend={label} hint={marked && t('edit.marks')}>
      <InLanguages>
        {languages.map((language) => {
          const field = {
            name: `${name}.${language}`,
            label: languageNames[language],
            lang: language,
            value: typed[`${name}.${language}`] ?? '',
            error: saidOf(problems, `${name}.${language}`, t.language, own),
          }
          return size === 'line' ? <TextField {...field} /> : <TextArea {...field} rows={rows} />
        })}
      </InLanguages>
    </FieldGroup>
  )
}

const rowsFor = (text: string) => Math.min(24, Math.max(6, Math.ceil(text.length / 34) + text.split('\n').length))

interface SettingProps extends Tried {
  readonly t: Say
  readonly live: Live
  readonly kind: BlockKind
}

function Setting(props: SettingProps): Html {
  const { t, kind, typed, problems } = props
  const error = saidOf(problems, 'set', t.language, pageWords.byData(t.language))
  const options = (values: readonly string[], prefix: 'list' | 'audience') =>
    values.map((value) => ({
      value,
      text: t.find(`${prefix}.${value || 'plain'}`) ?? value,
      selected: (typed.set ?? '') === value,
    }))
  if (kind === 'list') return <RadioField name="set" label={t('set.list')} options={options(listStyles, 'list')} />
  if (kind === 'calls')
    return <RadioField name="set" label={t('set.calls')} options={options(callAudiences, 'audience')} />
  if (kind === 'events')
    return (
      <RadioField
        name="set"
        label={t('set.events')}
        options={eventCounts.map((value) => ({ value, text: value, selected: typed.set === value }))}
      />
    )
  if (kind === 'number')
    return (
      <TextField
        name="set"
        label={t('set.number')}
        hint={t('set.numberHint')}
        value={typed.set}
        error={error}
        width="short"
      />
    )
  if (kind === 'door')
    return <TextField name="set" label={t('set.door')} hint={t('set.doorHint')} value={typed.set} error={error} />
  if (kind === 'picture')
    return (
      <PictureField
        language={t.language}
        name="set"
        label={t('set.picture')}
        pictures={props.live.offered}
        chosen={typed.set ?? ''}
        error={error}
      />
    )
  if (kind === 'people') return <PeopleSetting {...props} />
  if (kind === 'files') return <FilesSetting {...props} />
  return kind === 'partners' ? <PartnersSetting {...props} error={error} /> : <></>
}

function PeopleSetting({ t, live, typed, problems }: SettingProps) {
  const error = saidOf(problems, 'set', t.language, pageWords.byData(t.language))
  return (
    <FieldGroup legend={t('set.people')} hint={t('set.peopleHint')} error={error}>
      <CheckField name="set.office" id="set" label={t('set.office')} checked={typed['set.office'] === 'yes'} />
      {live.office.staff
        .filter(({ former }) => !former)
        .map(({ id, name, post }) => (
          <CheckField name={`set.${id}`} label={name} hint={post[t.language]} checked={typed[`set.${id}`] === 'yes'} />
        ))}
    </FieldGroup>
  )
}

function FilesSetting({ t, live, typed, problems }: SettingProps) {
  const error = saidOf(problems, 'set', t.language, pageWords.byData(t.language))
  return (
    <FieldGroup legend={t('set.files')} hint={t('set.filesHint')} error={error}>
      {live.files.length === 0 && <Muted>{t('files.none')}</Muted>}
      {live.files.map(({ id, title, year, versions }, at) => (
        <CheckField
          name={`set.${id}`}
          id={at === 0 ? 'set' : undefined}
          label={[title[t.language], year].filter(Boolean).join(', ')}
          hint={versions.length === 0 ? t('set.noFileYet') : undefined}
          checked={typed[`set.${id}`] === 'yes'}
        />
      ))}
    </FieldGroup>
  )
}

function PartnersSetting({ t, live, typed, error }: SettingProps & { error: string | undefined }) {
  const { partners, law } = live
  const unique = (values: readonly (string | null | undefined)[]) =>
    [...new Set(values.filter((value) => value !== null && value !== undefined))].toSorted()
  const option = (value: string, text: string) => ({ value, text, selected: typed.set === value })
  const regions = new Map(partners.flatMap(({ region }) => (region ? [[region.en, region[t.language]] as const] : [])))
  return (
    <>
      <SelectField
        name="set"
        label={t('set.partners')}
        error={error}
        options={[
          option('all', t('set.allPartners')),
          {
            group: t('set.byKind'),
            options: unique(partners.map(({ kind }) => kind)).map((kind) =>
              option(`kind:${kind}`, partnersWords(t.language).find(`kind.${kind}`) ?? kind),
            ),
          },
          { group: t('set.byRegion'), options: [...regions].map(([key, name]) => option(`region:${key}`, name)) },
          {
            group: t('set.byCountry'),
            options: unique(partners.map(({ country }) => country)).map((code) =>
              option(`country:${code}`, law.country(code)?.name[t.language] ?? code),
            ),
          },
        ]}
      />
      <More title={t('set.named')} about={t('set.namedHint')} open={typed.set?.startsWith('named:')}>
        {partners.map((partner) => {
          const id = partner.key ?? partner.id
          return (
            <CheckField name={`set.${id}`} label={nameOf(partner, t.language)} checked={typed[`set.${id}`] === 'yes'} />
          )
        })}
      </More>
    </>
  )
}

/** A new block of a kind, before anybody has typed anything. */
export const freshBlock = (kind: BlockKind, id: string, set: string): Block => ({
  ...{ id, kind, set },
  text: { en: '', ru: '', ky: '' },
  more: { en: '', ru: '', ky: '' },
})
