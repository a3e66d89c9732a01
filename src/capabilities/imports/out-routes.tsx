import { isUuid } from '../../platform/database/ids.ts'
import { toJson } from '../../platform/database/json.ts'
import { NotFound } from '../../platform/outcome.ts'
import { formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import {
  contactsByPartner,
  contactsOf,
  findPartner,
  nameOf,
  type Partner,
  type PartnerContact,
  partnersOf,
} from '../partners/index.ts'
import { frameOf } from './here.ts'
import { type OutLine, outLines } from './out-lines.ts'
import { OutPage } from './out-page.tsx'
import { fieldName, importsAddress } from './said.ts'
import type { Target } from './target.ts'
import { targets } from './targets.ts'
import { vcardOf } from './vcard.ts'
import { importsWords } from './words.ts'

export const outAddress = `${importsAddress}/out` as const
const needs = may('partners.read')
type OutFormat = 'xlsx' | 'csv' | 'json' | 'vcf'

/** The registers leave as sheets that come in again, as JSON, and whom one writes to as cards. */
export function outRoutes(): Routes {
  const routes = new Routes().get(outAddress, needs, showOut)
  for (const target of targets) {
    for (const format of formats)
      routes.get(`${outAddress}/${target.name}.${format}`, needs, (visit) => sheetOut(visit, target, format))
    routes.get(`${outAddress}/${target.name}.json`, needs, (visit) => jsonOut(visit, target))
  }
  return routes
    .get(`${outAddress}/contacts.vcf`, needs, allCards)
    .get(`${outAddress}/partners/:partner/contacts.vcf`, needs, async (visit) => {
      const { partner, contacts } = await partnerHere(visit)
      return cards(
        visit,
        contacts.map((contact) => ({ contact, partner })),
        `partner-${partner.id.slice(-8)}`,
      )
    })
    .get(`${outAddress}/partners/:partner/contacts/:contact`, needs, async (visit) => {
      const { partner, contacts } = await partnerHere(visit)
      const contact = contacts.find(({ id }) => `${id}.vcf` === visit.param('contact'))
      if (!contact) throw new NotFound()
      return cards(visit, [{ contact, partner }], `contact-${contact.id.slice(-8)}`)
    })
}

const dbOf = (visit: Visit) => visit.within(visit.place('partners.read').institution)

async function showOut(visit: Visit): Promise<Response> {
  const t = importsWords(visit.language)
  const body = <OutPage t={t} targets={targets} mayImport={visit.may('partners.edit')} />
  return visit.show({ ...frameOf(visit), body })
}

function chosenFields(visit: Visit, target: Target): readonly string[] {
  const asked = new URL(visit.c.req.url).searchParams.getAll('columns')
  const chosen = target.fields.map(({ name }) => name).filter((name) => asked.includes(name))
  return chosen.length > 0 ? chosen : target.fields.map(({ name }) => name)
}

/** Writes down that a register leaves the house, and how much of it did. */
async function recorded<Made>(
  visit: Visit,
  what: string,
  format: OutFormat,
  make: () => Promise<{ made: Made; count: number }>,
) {
  const { institution, role } = visit.place('partners.read')
  const by = { ...visit.by, role }
  const at = visit.house.clock.now()
  const query = new URL(visit.c.req.url).searchParams.toString()
  const written = await recordExport(dbOf(visit), { institution, procedure: what, by, format, query, at })
  const { made, count } = await make()
  await endExport(dbOf(visit), written, count)
  return made
}

async function linesHere(visit: Visit, target: Target, format: OutFormat): Promise<OutLine[]> {
  return recorded(visit, target.name, format, async () => {
    const made = await outLines(dbOf(visit), target.name, visit.house.clock.today())
    return { made, count: made.length }
  })
}

async function sheetOut(visit: Visit, target: Target, format: 'xlsx' | 'csv'): Promise<Response> {
  const { language } = visit
  const t = importsWords(language)
  const law = await lawOfToday(visit.house, visit.place('partners.read').institution)
  const lines = await linesHere(visit, target, format)
  const names = new Set(chosenFields(visit, target))
  const fields = target.fields.filter(({ name }) => names.has(name))
  const said = (field: Target['fields'][number], value: string): string => {
    const { reading } = field
    if (value === '') return ''
    if (reading.as === 'country') return value === 'EU' ? value : (law.country(value)?.name[language] ?? value)
    if (reading.as !== 'word' && reading.as !== 'words') return value
    return value
      .split('|')
      .map((one) => target.sayWord(reading.list, one, language))
      .join(' | ')
  }
  async function* portions() {
    for (let from = 0; from < lines.length; from += 1000)
      yield lines.slice(from, from + 1000).map((line) => fields.map((field) => said(field, line[field.name] ?? '')))
  }
  const columns = fields.map(({ name }) => ({ title: fieldName(target.name, name, language) }))
  const sheet: Sheet = { name: t(`target.${target.name}`), columns, portions: portions() }
  return sheetAnswer(visit, sheet, format, `${target.name}-${law.day}`)
}

/** A shape that stays: `version` counts up when a field changes its meaning. What is empty is not there. */
async function jsonOut(visit: Visit, target: Target): Promise<Response> {
  const lines = await linesHere(visit, target, 'json')
  const fields = chosenFields(visit, target)
  const told = lines.map((line) =>
    Object.fromEntries(fields.flatMap((name): [string, string][] => (line[name] ? [[name, line[name]]] : []))),
  )
  const body = toJson({ format: `kopuro.${target.name}`, version: 1, lines: told })
  return file(visit, body, 'application/json; charset=utf-8', `${target.name}-${visit.house.clock.today()}.json`)
}

function file(visit: Visit, body: string, type: string, name: string): Response {
  return visit.c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
  })
}

interface Card {
  readonly contact: PartnerContact
  readonly partner: Partner
}

async function allCards(visit: Visit): Promise<Response> {
  const db = dbOf(visit)
  const [partners, contacts] = await Promise.all([partnersOf(db), contactsByPartner(db)])
  const all = partners.flatMap((partner) => (contacts.get(partner.id) ?? []).map((contact) => ({ contact, partner })))
  return cards(visit, all, `contacts-${visit.house.clock.today()}`)
}

async function partnerHere(visit: Visit) {
  const id = visit.param('partner')
  const partner = isUuid(id) ? await findPartner(dbOf(visit), id) : null
  if (!partner) throw new NotFound()
  return { partner, contacts: await contactsOf(dbOf(visit), partner.id) }
}

async function cards(visit: Visit, all: readonly Card[], name: string): Promise<Response> {
  const { language } = visit
  const law = await lawOfToday(visit.house, visit.place('partners.read').institution)
  const made = await recorded(visit, 'partner-contacts', 'vcf', async () => ({
    made: all
      .map(({ contact, partner }) =>
        vcardOf(contact, {
          organisation: nameOf(partner, language),
          city: partner.city?.[language] ?? '',
          country: law.country(partner.country ?? '')?.name[language] ?? '',
        }),
      )
      .join(''),
    count: all.length,
  }))
  return file(visit, made, 'text/vcard; charset=utf-8', `${name}.vcf`)
}
