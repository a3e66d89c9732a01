import type { Child } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  RadioField,
  Section,
  Stack,
  Table,
  TwoColumns,
} from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { doublesAddress, pageOf, partnersAddress } from './addresses.ts'
import { comparing } from './doubles-page.tsx'
import { type Chosen, differing, offered, saidIn } from './merge-rules.ts'
import type { Hanging } from './panels.ts'
import { sayDegrees } from './place.ts'
import { nameOf, type Partner } from './rules.ts'
import { sayCountry, sayPlace } from './said.ts'
import type { Say } from './words.ts'

/** A partner on one side of the page, with what hangs on it. */
export interface Side {
  readonly partner: Partner
  readonly hanging: readonly Hanging[]
}

interface CompareProps {
  readonly t: Say
  readonly law: Law
  readonly units: readonly Unit[]
  readonly sides: readonly [Side, Side]
  readonly id: string
  /** Whether somebody said that these are two. */
  readonly areTwo: boolean
  readonly refusal: string | null
}

/** Two partners side by side: what they differ in, what hangs on each, and whether they are one. */
export function ComparePage(props: CompareProps) {
  const { t, sides, areTwo, refusal } = props
  const [one, other] = sides
  return (
    <Stack>
      <Crumbs
        label={t('list.title')}
        steps={[
          { text: t('list.title'), href: partnersAddress },
          { text: t('doubles.title'), href: doublesAddress },
          { text: t('merge.compare') },
        ]}
      />
      <PageTitle title={t('merge.compare')} lead={t('merge.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {areTwo && <Notice tone="wait" title={t('merge.areTwo')} />}
      <TwoColumns even>
        <Seen {...props} side={one} />
        <Seen {...props} side={other} />
      </TwoColumns>
      <Hangs {...props} />
      {!areTwo && <MergeForm {...props} />}
      <Judge {...props} />
    </Stack>
  )
}

function Seen({ t, law, side: { partner } }: CompareProps & { side: Side }) {
  const { language } = t
  const names = [partner.name, ...partner.names.map(({ text }) => text)]
  const place = [sayCountry(t, law, partner.country), sayPlace(t, partner)].filter(Boolean)
  const rows: [Parameters<Say>[0], Child][] = [
    ['partner.kind', t(`kind.${partner.kind}`)],
    ['partner.status', t(`status.${partner.status}`)],
    ['partner.country', place.join(', ')],
    ['partner.names', [...new Set(names)].join(' · ')],
    ['partner.identifiers', Object.values(partner.identifiers).filter(Boolean).join(', ')],
    ['partner.site', partner.site && <Link href={partner.site}>{partner.site}</Link>],
    ['partner.quote', partner.quote && <q lang="en">{partner.quote}</q>],
    ['partner.lastContact', partner.lastContact && sayDay(partner.lastContact.on, language)],
  ]
  return (
    <Card title={nameOf(partner, language)}>
      <DescriptionList rows={rows.flatMap(([term, value]) => (value ? [{ term: t(term), value }] : []))} />
      <p>
        <Link href={pageOf(partner)}>{t('merge.open')}</Link>
      </p>
    </Card>
  )
}

function Hangs({ t, sides: [one, other] }: CompareProps) {
  const texts = [...new Set([...one.hanging, ...other.hanging].map(({ text }) => text))]
  const count = ({ hanging }: Side, text: string) => hanging.find((it) => it.text === text)?.count ?? 0
  const rows = texts.map((text) => ({ cells: [text, count(one, text), count(other, text)] }))
  return (
    <Section title={t('merge.hangs')}>
      <Table
        caption={t('merge.hangs')}
        captionHidden
        columns={[
          { key: 'what', text: t('merge.what') },
          ...[one, other].map(({ partner }, at) => ({
            key: String(at),
            text: nameOf(partner, t.language),
            numeric: true,
          })),
        ]}
        rows={rows}
        empty={t('merge.hangsNothing')}
      />
    </Section>
  )
}

function MergeForm(props: CompareProps) {
  const { t, sides, id } = props
  const [one, other] = [sides[0].partner, sides[1].partner]
  const first = weight(sides[1]) > weight(sides[0]) ? other : one
  const second = first === one ? other : one
  return (
    <Section title={t('merge.one')}>
      <Form action={comparing(one.id, other.id)} method="post" label={t('merge.one')}>
        <HiddenField name="id" value={id} />
        {[one, other].map((partner) => (
          <HiddenField name={`seen.${partner.id}`} value={partner.version} />
        ))}
        <RadioField
          name="stays"
          label={t('merge.stays')}
          hint={t('merge.staysHint')}
          options={[first, second].map((partner) => ({
            value: partner.id,
            text: nameOf(partner, t.language),
            selected: partner === first,
          }))}
        />
        {differing(one, other).map((field) => (
          <RadioField
            name={`field.${field}`}
            label={field === 'isPublic' ? t('partner.isPublic') : sayField(t, field)}
            options={[first, second].map((partner) => ({
              value: partner.id,
              text: sayValue(props, partner, field) || t('merge.nothing'),
              selected: partner === offered(first, second, field),
            }))}
          />
        ))}
        <p>{t('merge.namesStay')}</p>
        <Confirm open={t('merge.merge')} tone="soft">
          <p>{t('merge.text')}</p>
          <Actions>
            <Button>{t('merge.now')}</Button>
          </Actions>
        </Confirm>
      </Form>
    </Section>
  )
}

// Who comes from the pack or has more hanging on it is known by more: it is offered to stay.
const weight = ({ partner, hanging }: Side) =>
  hanging.reduce((sum, { count }) => sum + count, 0) + (partner.key === null ? 0 : 1)

function sayField(t: Say, field: Exclude<Chosen, 'isPublic'>): string {
  return t(`partner.${field}`)
}

function sayValue({ t, law, units }: CompareProps, partner: Partner, field: Chosen): string {
  const { language } = t
  switch (field) {
    case 'kind':
      return t(`kind.${partner.kind}`)
    case 'status':
      return t(`status.${partner.status}`)
    case 'country':
      return sayCountry(t, law, partner.country)
    case 'place':
      return partner.place ? sayDegrees(partner.place) : ''
    case 'unit':
      return units.find(({ id }) => id === partner.unit)?.name[language] ?? ''
    case 'fields':
      return partner.fields.map((text) => text[language]).join(', ')
    case 'isPublic':
      return t(partner.isPublic ? 'partner.shown.yes' : 'partner.shown.no')
    case 'city':
    case 'region':
    case 'basis':
    case 'condition':
    case 'note':
      return partner[field]?.[language] ?? ''
    default:
      return String(saidIn(partner, field) ?? '')
  }
}

function Judge({ t, sides, areTwo }: CompareProps) {
  const [one, other] = sides
  const word = areTwo ? 'merge.reopen' : 'merge.two'
  return (
    <Form action={`${comparing(one.partner.id, other.partner.id)}/two`} method="post" label={t(word)}>
      <HiddenField name="are" value={areTwo ? 'no' : 'yes'} />
      <Actions>
        <Button tone="soft">{t(word)}</Button>
      </Actions>
    </Form>
  )
}
