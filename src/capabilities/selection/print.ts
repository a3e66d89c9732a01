import { readFile } from 'node:fs/promises'
import { NotFound } from '../../platform/outcome.ts'
import { typeset } from '../../platform/typesetting/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { findInstitution } from '../institutions/index.ts'
import type { Results } from './answer-store.ts'
import type { Place } from './places.ts'
import type { Outcome } from './rules.ts'
import type { ListedRow, Run } from './run-store.ts'

const template = () => readFile(new URL('./list.typ', import.meta.url), 'utf8')

/** The selected and the reserve on paper, to be signed; a run that is not published says that it is a draft. */
export async function printed(
  visit: Visit,
  here: Place,
  run: Run,
  rows: readonly ListedRow[],
  results: Results | null,
): Promise<Uint8Array> {
  const { t, call } = here
  const institution = await findInstitution(visit.house.database.shared, call.institution)
  if (!institution) throw new NotFound()
  const published = results?.runId === run.id ? results : null
  const state = published
    ? t('print.published', { day: sayDay(published.day, t.language), name: published.by.name })
    : t('print.draft', { seq: run.seq })
  const part = (outcome: Outcome) => ({
    title: t(`outcome.${outcome}`),
    rows: rows.filter((row) => row.outcome === outcome).map((row) => printedRow(here, row)),
  })
  const content = {
    ...{
      lang: t.language,
      colour: institution.colour,
      title: t('print.title'),
      about: call.said.title[t.language],
      state,
    },
    institution: { names: [{ lang: t.language, name: institution.name[t.language] }], contacts: [] },
    columns: [t('list.rank'), t('list.name'), t('list.number'), t('list.unit'), t('hosts.host')],
    parts: [part('place'), part('reserve')],
    nobody: t('print.nobody'),
    signatures: [t('print.chair'), t('print.secretary')],
  }
  const made = { title: t('print.title'), language: t.language, madeAt: published?.at ?? run.at }
  return typeset(await template(), content, made)
}

function printedRow({ t, names }: Place, row: ListedRow): string[] {
  const host = row.host ? names.host(row.host) : ''
  return [
    row.ranked ? String(row.rank) : '–',
    row.name,
    row.number ?? '',
    row.unit ? names.unit(row.unit, t.language) : '',
    row.funder ? `${host} (${row.funder})` : host,
  ]
}
