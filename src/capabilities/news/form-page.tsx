import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  CheckField,
  DayField,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { countryOptions } from '../cases/index.ts'
import { type Picture, PictureField, Slips, TextInThree, type Tried } from '../galleries/index.ts'
import type { Law } from '../law/index.ts'
import { DeskCrumbs, deskAddress } from './desk-pages.tsx'
import { asks } from './forms.ts'
import { audiences, type Item, type Kind } from './rules.ts'
import { titleOf } from './telling.tsx'
import type { Say } from './words.ts'

interface Props extends Tried {
  readonly t: Say
  readonly law: Law
  readonly kind: Kind
  readonly id: string
  /** Null: a new one. */
  readonly item: Item | null
  readonly pictures: readonly Picture[]
  readonly late: boolean
}

/** One item in three languages side by side. What a kind is not asked it is not shown. */
export function NewsFormPage(props: Props): Html {
  const { t, kind, id, item, problems, typed, pictures, late } = props
  const title = item ? t('one.edit') : t(`new.${kind}`)
  const back: Href = item ? `${deskAddress}/${id}` : deskAddress
  const own = { t, typed, problems }
  return (
    <>
      <Slips t={t} problems={problems} />
      <DeskCrumbs
        t={t}
        steps={[...(item ? [{ text: titleOf(item.said, t.language), href: back }] : []), { text: title }]}
      />
      <PageTitle title={title} over={item && t(`kind.${kind}`)} lead={t('form.lead')} />
      {late && <Notice tone="late" title={t('form.late')} role="alert" />}
      <Form action={item ? `${deskAddress}/${id}/edit` : `${deskAddress}/new`} method="post" label={title}>
        <HiddenField name="id" value={id} />
        <HiddenField name="kind" value={kind} />
        <HiddenField name="version" value={typed.version ?? item?.version ?? 1} />
        <TextInThree {...own} name="title" legend={t('field.title')} />
        <TextInThree {...own} name="body" legend={t('field.body')} hint={t('field.body.hint')} rows={10} />
        <Day {...props} name="on" hint={t(kind === 'achievement' ? 'field.on.year' : 'field.on.hint')} />
        <Details {...props} />
        <PictureField
          language={t.language}
          name="picture"
          label={t('field.picture')}
          pictures={pictures}
          chosen={typed.picture ?? ''}
        />
        <Actions>
          <Button>{t('form.save')}</Button>
          <Link href={back}>{t('form.back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

function Details(props: Props) {
  const { t, kind, typed, problems } = props
  const own = asks[kind]
  return (
    <>
      {own.texts?.map((name) => (
        <TextInThree
          {...{ t, typed, problems, name }}
          legend={t(`detail.${name}`)}
          hint={t.find(`detail.${name}.hint`)}
        />
      ))}
      {own.lines?.map((name) => (
        <Line {...props} name={name} />
      ))}
      {own.numbers?.map((name) => (
        <Line {...props} name={name} short />
      ))}
      {own.countries?.map((name) => (
        <CountryField {...props} name={name} />
      ))}
      {own.days?.map((name) => (
        <Day {...props} name={name} />
      ))}
      {own.names && (
        <>
          <TextArea
            name="names"
            label={t('detail.names')}
            hint={t('detail.names.hint')}
            rows={4}
            value={typed.names ?? ''}
          />
          <Line {...props} name="consent" />
        </>
      )}
      {own.audiences && <Audiences {...props} />}
    </>
  )
}

function Line({ t, typed, problems, name, short }: Props & { name: string; short?: boolean }) {
  return (
    <TextField
      name={name}
      label={t.find(`detail.${name}`) ?? t.find(`field.${name}`) ?? name}
      hint={t.find(`detail.${name}.hint`) ?? t.find(`field.${name}.hint`)}
      width={short ? 'short' : undefined}
      value={typed[name] ?? ''}
      error={saidOf(problems, name, t.language, t)}
    />
  )
}

function CountryField({ t, law, kind, typed, name }: Props & { name: string }) {
  return (
    <SelectField
      name={name}
      label={t(kind === 'publication' ? 'detail.journalCountry' : 'detail.country')}
      width="half"
      options={countryOptions(law, t, typed[name] ?? '', null)}
    />
  )
}

function Day({ t, typed, problems, name, hint }: Props & { name: 'on' | 'until' | 'from' | 'to'; hint?: string }) {
  const part = (one: string) => typed[`${name}.${one}`] ?? ''
  return (
    <DayField
      name={name}
      label={t(`field.${name}`)}
      hint={hint}
      words={dayParts(t.language)}
      value={{ day: part('day'), month: part('month'), year: part('year') }}
      error={saidOf(problems, name, t.language, t)}
    />
  )
}

function Audiences(props: Props) {
  const { t, typed } = props
  return (
    <>
      <FieldGroup legend={t('field.audiences')} hint={t('field.audiences.hint')}>
        {audiences.map((one) => (
          <CheckField name={`for.${one}`} label={t(`audience.${one}`)} checked={typed[`for.${one}`] === 'yes'} />
        ))}
      </FieldGroup>
      <Day {...props} name="until" hint={t('field.until.hint')} />
    </>
  )
}
