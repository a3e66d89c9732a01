import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { countryAt } from '../../platform/maps/country-at.ts'
import type { Permission } from '../../platform/sessions/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { partnerHere } from './act.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { everyContact } from './contact-store.ts'
import { filesOf } from './file-store.ts'
import { mergesInto } from './merge-store.ts'
import { notesOf } from './note-store.ts'
import type { PartnerPanel, PublicPartnersPanel } from './panels.ts'
import { PartnerPage, type PartnerPageProps } from './partner-page.tsx'
import { nameOf, type Partner } from './rules.ts'
import { editsOf, familyOf, findPartner, ownRecord, partnerNames, partsOf, successorsOf } from './store.ts'
import { partnersWords } from './words.ts'

/** A way from a partner's page to what a later capability does with the partner. */
export interface PartnerWay {
  readonly href: (partner: Partner) => Href
  readonly text: (language: Language) => string
  readonly needs: Permission
}

/** What later capabilities hang onto the pages. */
export interface Hooks {
  readonly ways: readonly PartnerWay[]
  readonly panels: readonly PartnerPanel[]
  readonly publicPanels: readonly PublicPartnersPanel[]
}

/** What could not be done from a partner's page. */
export interface NotDone {
  readonly tried?: PartnerPageProps['tried']
  readonly notTaken?: readonly string[]
  readonly refusal?: string | null
}

const notesShown = 20

/** The page of one partner; the address of one that was merged leads to the one that stays. */
export async function showPartner(visit: Visit, hooks: Hooks, notDone: NotDone = {}): Promise<Response> {
  const { tried = null, notTaken = [], refusal = null } = notDone
  const partner = await partnerHere(visit)
  if (partner.id !== visit.param('id') && visit.c.req.method === 'GET')
    return visit.go(`${pageOf(partner)}?merged=${visit.param('id')}`)
  const t = partnersWords(visit.language)
  const known = await knownOf(visit, partner)
  const { institution } = visit.place('partners.read')
  const may = {
    mayEdit: visit.may('partners.edit', institution),
    mayLook: visit.may('papers.look', institution),
  }
  const links = hooks.ways
    .filter(({ needs }) => visit.may(needs, institution))
    .map(({ href, text }) => ({ href: href(partner), text: text(visit.language) }))
  const sections = await sectionsOf(hooks.panels, (panel) => panel.show(visit, partner))
  const notice = await noticeOf(visit, partner)
  const noteId = crypto.randomUUID()
  const body = (
    <PartnerPage {...{ t, partner, ...known, ...may, links, sections, notice, refusal, tried, notTaken, noteId }} />
  )
  const page = { frame: 'desk', title: nameOf(partner, visit.language), current: partnersAddress, body } as const
  return visit.show(page, refusal ? 409 : tried || notTaken.length > 0 ? 422 : 200)
}

// One after the other: they share the visit's connections.
export async function sectionsOf<Panel>(panels: readonly Panel[], show: (panel: Panel) => Promise<Child>) {
  const sections: Child[] = []
  for (const panel of panels) sections.push(await show(panel))
  return sections
}

async function knownOf(visit: Visit, partner: Partner) {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const most = visit.query('notes') === 'all' ? 1000 : notesShown
  const [contacts, parts, whole, edits, { units }, law, notes, files, before, after, family, merges] =
    await Promise.all([
      everyContact(db, partner.id),
      partsOf(db, partner),
      partner.partOf ? findPartner(db, partner.partOf) : null,
      editsOf(db, partner.id),
      officeOf(db),
      lawOfToday(visit.house, institution),
      notesOf(db, partner.id, most + 1),
      filesOf(db, partner.id),
      partnerNames(
        db,
        partner.predecessors.map(({ id }) => id),
      ),
      successorsOf(db, partner.id),
      familyOf(db, partner.id),
      mergesInto(db, partner.id),
    ])
  const gone = await Promise.all(merges.map((merge) => ownRecord(db, merge.gone)))
  const unit = units.find(({ id }) => id === partner.unit)?.name[visit.language] ?? null
  const liesIn = partner.place && countryAt(partner.place)
  const shown = { notes: notes.slice(0, most), hasMore: notes.length > most }
  return {
    contacts,
    parts,
    whole,
    edits,
    law,
    files,
    before,
    after,
    family,
    unit,
    liesIn,
    ...shown,
    ...{ merges, gone },
  }
}

async function noticeOf(visit: Visit, partner: Partner): Promise<string | null> {
  const t = partnersWords(visit.language)
  if (visit.query('done') === 'saved') return t('form.saved')
  if (visit.query('done') === 'merged') return t('merge.done')
  const merged = visit.query('merged')
  if (!merged || !/^[0-9a-f-]{36}$/.test(merged)) return null
  const db = visit.within(visit.place('partners.read').institution)
  const [gone, leader] = [await ownRecord(db, merged), await findPartner(db, merged)]
  if (!gone || gone.id === partner.id || leader?.id !== partner.id) return null
  return t('merge.goneHere', { name: nameOf(gone, visit.language) })
}
