import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { agreementsOf, readingOf } from '../agreements/index.ts'
import {
  contactsByPartner,
  identifierKinds,
  type Partner,
  type PartnerContact,
  partnerNames,
  partnersOf,
} from '../partners/index.ts'
import type { Import } from './store.ts'

/** A line on its way out: by our fields, countries as codes, days as `2026-09-01`, words as our values; several with |. */
export type OutLine = Readonly<Record<string, string>>

/** The register as lines that come in again: partners, with one line for each contact. */
export async function outLines(db: Db, target: Import['target'], today: Day): Promise<OutLine[]> {
  return target === 'partners' ? partnerLines(db) : agreementLines(db, today)
}

async function partnerLines(db: Db): Promise<OutLine[]> {
  const [partners, contacts] = await Promise.all([partnersOf(db), contactsByPartner(db)])
  return partners.flatMap((partner) => {
    const own = contacts.get(partner.id) ?? []
    const [first, ...more] = own
    return [
      { ...lineOf(partner), ...contactOf(first) },
      ...more.map((one) => ({ ...shortOf(partner), ...contactOf(one) })),
    ]
  })
}

const shortOf = ({ id, name, country }: Partner): OutLine => ({ id, name, country: country ?? '' })

function lineOf(partner: Partner): OutLine {
  const { name, names, identifiers } = partner
  const named = (language: string) => names.find((one) => one.language === language)?.text ?? ''
  const others = names.filter((one) => one.text !== name && (one.language === null || one.language === 'en'))
  return {
    ...shortOf(partner),
    'name.ru': named('ru'),
    'name.ky': named('ky'),
    others: others.map(({ text }) => text).join(' | '),
    kind: partner.kind,
    city: partner.city?.en ?? '',
    region: partner.region?.en ?? '',
    status: partner.status,
    site: partner.site ?? '',
    basis: partner.basis?.en ?? '',
    note: partner.note?.en ?? '',
    shown: partner.isPublic ? 'yes' : 'no',
    lastContact: partner.lastContact?.on ?? '',
    about: partner.lastContact?.about ?? '',
    ...Object.fromEntries(identifierKinds.map((kind) => [kind, identifiers[kind] ?? ''])),
  }
}

function contactOf(contact: PartnerContact | undefined): OutLine {
  if (!contact) return {}
  const { name, post, email, phone, language, role } = contact
  const said = { name, post, email, phone, language, role }
  return Object.fromEntries(Object.entries(said).map(([field, value]) => [`contact.${field}`, value]))
}

async function agreementLines(db: Db, today: Day): Promise<OutLine[]> {
  const all = await agreementsOf(db, await readingOf(db, today))
  const partners = await partnerNames(
    db,
    all.flatMap(({ parties }) => parties.flatMap(({ partner }) => partner ?? [])),
  )
  return all.map((one): OutLine => {
    const parties = one.parties.map(({ partner, name }) => partners.get(partner ?? '')?.name || name).filter(Boolean)
    const [only] = one.parties.length === 1 ? one.parties : []
    return {
      ...{ id: one.id, number: one.number ?? '', title: one.title.en, partners: parties.join(' | ') },
      'agreement.kind': one.kind,
      'agreement.state': one.keptState,
      country: partners.get(only?.partner ?? '')?.country ?? '',
      city: partners.get(only?.partner ?? '')?.city?.en ?? '',
      signedOn: one.signedOn ?? (one.signedYear ? String(one.signedYear) : ''),
      ...{ from: one.from ?? '', until: one.until ?? '', renewsItself: one.renewsItself ? 'yes' : 'no' },
      noticeDays: one.noticeDays === null ? '' : String(one.noticeDays),
      ...{ condition: one.condition?.en ?? '', subject: one.subject?.en ?? '', fields: one.fields.join(' | ') },
      ...{ exchange: one.exchange.join('|'), specialties: one.specialties },
      ...{ 'agreement.note': one.note, shown: one.isPublic ? 'yes' : 'no' },
    }
  })
}
