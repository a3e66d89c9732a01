import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Timeline,
} from '../../ui/index.ts'
import type { Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { Contacts } from './contacts-section.tsx'
import type { PartnerFile } from './file-store.ts'
import { Files } from './files-section.tsx'
import { identifierKinds, pageOfIdentifier } from './identifiers.ts'
import type { Merge } from './merge-store.ts'
import { MergedHere } from './merged-section.tsx'
import { Notes, type NotesProps } from './notes-section.tsx'
import { sayDegrees } from './place.ts'
import { nameOf, type Partner, type PartnerContact, type Place } from './rules.ts'
import { sayCountry, sayPlace } from './said.ts'
import { StatusTag } from './status-tag.tsx'
import type { editsOf } from './store.ts'
import { Succession, type SuccessionProps } from './succession-section.tsx'
import type { Say } from './words.ts'

export interface PartnerPageProps extends Omit<NotesProps, 'tried'>, Omit<SuccessionProps, 'tried'> {
  readonly contacts: readonly PartnerContact[]
  readonly files: readonly PartnerFile[]
  readonly mayLook: boolean
  readonly notTaken: readonly string[]
  /** What is done together with this partner, and with whom this one is done. */
  readonly parts: readonly Partner[]
  readonly whole: Partner | null
  readonly unit: string | null
  readonly merges: readonly Merge[]
  /** Those that were merged into it, in the order of the merges. */
  readonly gone: readonly (Partner | null)[]
  /** The country in which its place on the map lies. */
  readonly liesIn: string | null
  readonly edits: Awaited<ReturnType<typeof editsOf>>
  readonly notice: string | null
  /** Why what was asked is not done. */
  readonly refusal: string | null
  readonly links: readonly { readonly href: Href; readonly text: string }[]
  /** What later capabilities say of the partner. */
  readonly sections: readonly Child[]
  /** What could not be put down, and on which form. */
  readonly tried: (Tried & { readonly form: 'note' | 'succession' }) | null
}

/** One partner: who it is, how things stand, whom one writes to, and who changed what. */
export function PartnerPage(props: PartnerPageProps) {
  const { t, partner, mayEdit, notice, links, sections, tried } = props
  const title = nameOf(partner, t.language)
  return (
    <Stack>
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: partnersAddress }, { text: title }]} />
      <PageTitle title={title} lead={t(`kind.${partner.kind}`)} />
      {props.refusal && <Notice tone="late" role="alert" title={props.refusal} />}
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {partner.archived && <Notice tone="wait" title={t('partner.archived')} />}
      <DescriptionList rows={rowsOf(props).map(([key, value]) => ({ term: t(`partner.${key}`), value }))} />
      {mayEdit && (
        <Actions>
          {!partner.archived && <ButtonLink href={`${pageOf(partner)}/edit`}>{t('partner.edit')}</ButtonLink>}
          {!partner.isPublic || partner.archived ? <Muted>{t('partner.notShown')}</Muted> : null}
        </Actions>
      )}
      <Contacts {...props} />
      <Succession {...props} tried={tried?.form === 'succession' ? tried : null} />
      {links.map(({ href, text }) => (
        <p>
          <Link href={href}>{text}</Link>
        </p>
      ))}
      {sections}
      <Notes {...props} tried={tried?.form === 'note' ? tried : null} />
      <Files {...props} />
      <MergedHere {...props} />
      {mayEdit && <Away {...props} />}
      <History {...props} />
    </Stack>
  )
}

const rowKeys = [
  ...(['status', 'country', 'place', 'names', 'earlier', 'identifiers', 'basis', 'condition', 'fields'] as const),
  ...(['unit', 'partOf', 'parts', 'site', 'note', 'quote'] as const),
] as const

function rowsOf(props: PartnerPageProps): [(typeof rowKeys)[number], Child][] {
  const said = saidOf(props)
  return rowKeys.flatMap((key): [(typeof rowKeys)[number], Child][] => (said[key] ? [[key, said[key]]] : []))
}

function saidOf({ t, law, partner, parts, whole, unit, liesIn }: PartnerPageProps) {
  const { language } = t
  const now = partner.names.flatMap(({ text, until }) => (until ? [] : [text]))
  const others = [partner.name, ...now].filter((name) => name !== nameOf(partner, language))
  const earlier = partner.names.flatMap(({ text, until }) =>
    until ? [<p>{t('public.until', { name: text, day: sayDay(until, language) })}</p>] : [],
  )
  const where = [sayCountry(t, law, partner.country) || t('country.none'), sayPlace(t, partner)].filter(Boolean)
  const linked = (one: Partner) => <Link href={pageOf(one)}>{nameOf(one, language)}</Link>
  return {
    status: <StatusTag t={t} partner={partner} />,
    country: where.join(', '),
    place: partner.place && sayOnMap(t, law, partner.place, liesIn),
    names: [...new Set(others)].join(' · '),
    earlier: earlier.length > 0 ? earlier : null,
    identifiers: Object.values(partner.identifiers).some(Boolean) && <Known t={t} partner={partner} />,
    basis: partner.basis?.[language],
    condition: partner.condition?.[language],
    fields: partner.fields.map((field) => field[language]).join(', '),
    unit,
    partOf: whole && linked(whole),
    parts: parts.length > 0 ? parts.map((one) => <p>{linked(one)}</p>) : null,
    site: partner.site && <Link href={partner.site}>{partner.site}</Link>,
    note: partner.note?.[language],
    quote: partner.quote && <q lang="en">{partner.quote}</q>,
  }
}

function sayOnMap(t: Say, law: Law, place: Place, liesIn: string | null): string {
  const at = sayDegrees(place)
  return liesIn ? t('partner.place.in', { at, country: sayCountry(t, law, liesIn) }) : at
}

// The two spaces of an Erasmus code belong to it: a page would show one.
function Known({ t, partner }: Pick<PartnerPageProps, 't' | 'partner'>) {
  return (
    <>
      {identifierKinds.map((kind) => {
        const value = partner.identifiers[kind]
        const page = value && pageOfIdentifier(kind, value)
        return (
          value && (
            <p>
              {t(`partner.${kind}`)}:{' '}
              {page ? <Link href={page}>{value}</Link> : <code>{value.replaceAll(' ', '\u00a0')}</code>}
            </p>
          )
        )
      })}
    </>
  )
}

function Away({ t, partner }: PartnerPageProps) {
  const word = partner.archived ? 'restore' : 'archive'
  return (
    <Confirm open={t(`partner.${word}`)} tone="soft">
      <p>{t(`partner.${word}.text`)}</p>
      <Form action={`${pageOf(partner)}/archive`} method="post" label={t(`partner.${word}`)}>
        <HiddenField name="away" value={partner.archived ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(`partner.${word}`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function sayChanged(t: Say, changed: readonly string[]): string {
  if (changed.includes('names') && changed.includes('partOf')) return t('history.added')
  return changed.map((field) => t.find(`history.${field}`) ?? t.find(`partner.${field}`) ?? field).join(', ')
}

function History({ t, edits }: PartnerPageProps) {
  if (edits.length === 0) return null
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={edits.map(({ at, byName, changed }) => ({
          title: byName,
          when: sayMoment(at, t.language),
          dateTime: at.toISOString(),
          text: sayChanged(t, changed),
        }))}
      />
    </Section>
  )
}
