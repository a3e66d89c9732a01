import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { longText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { Crumbs, Notice, PageTitle, Stack } from '../../ui/index.ts'
import { findCase } from '../cases/index.ts'
import { leadsOf } from './clock-store.ts'
import { clocksOf } from './clocks.ts'
import {
  actOf,
  kindAsked,
  passportsOf,
  personHere,
  readingHere,
  recordAddress,
  recordHere,
  statementsAddress,
  stayAddress,
} from './desk-place.ts'
import { looksOf, type StayPerson } from './person-store.ts'
import { RecordForm } from './record-form.tsx'
import { RecordPage, type Slip } from './record-page.tsx'
import type { RecordKind, StayRecord } from './rules.ts'
import { findStatement, type Statement, statementsOf } from './statement-store.ts'
import { showStatements } from './statements-page.tsx'
import { StayPage } from './stay-page.tsx'
import { changesOf, recordsOf } from './store.ts'
import { studyUse } from './study-use.ts'
import { addTyped, correctTyped, decline, endTyped, restore, strikeTyped, type Written } from './verbs.ts'
import { staysWords } from './words.ts'

const stay = '/desk/persons/:id/stay'
const one = `${stay}/records/:record`

/** A person's stay on the desk: looked at, written down, corrected, ended. */
export function deskRoutes(): Routes {
  return new Routes()
    .get(statementsAddress, may('cases.read'), showStatements)
    .get(stay, may('cases.read'), (visit) => showStay(visit))
    .get(`${stay}/new`, may('cases.work'), showNew)
    .post(`${stay}/records`, may('cases.work'), add)
    .post(`${stay}/said/:statement/declining`, may('cases.work'), declineHere)
    .get(one, may('cases.read'), async (visit) => {
      const person = await personHere(visit)
      return showRecord(visit, person, await recordHere(visit, person))
    })
    .post(`${one}/correction`, may('cases.work'), (visit) => turned(visit, 'correction'))
    .post(`${one}/ending`, may('cases.work'), (visit) => turned(visit, 'ending'))
    .post(`${one}/mistake`, may('cases.work'), (visit) => turned(visit, 'mistake'))
    .post(`${one}/restoring`, may('cases.work'), (visit) => turned(visit, 'restoring'))
}

const dbOf = (visit: Visit) => visit.within(visit.place('cases.read').institution)

async function showStay(visit: Visit, refusal: string | null = null) {
  const person = await personHere(visit)
  if (person.id !== visit.param('id')) return visit.go(stayAddress(person.id))
  const db = dbOf(visit)
  const { institution } = visit.place('cases.read')
  const reading = await readingHere(visit, person, visit.query('numbers') === 'shown')
  const [records, statements, leads] = await Promise.all([
    recordsOf(db, person.members),
    statementsOf(db, person.members),
    leadsOf(db),
  ])
  const t = staysWords(visit.language)
  const body = (
    <StayPage
      reading={reading}
      person={person}
      records={records}
      clocks={clocksOf(records, reading.law, leads, person.citizenship)}
      use={studyUse(records, reading.law)}
      statements={statements}
      looks={reading.numbers === 'guarded' ? [] : await looksOf(db, person.members, 20)}
      mayWork={visit.may('cases.work', institution)}
      notice={<Told refusal={refusal} done={visit.query('done') === 'written' ? t('record.written') : null} />}
    />
  )
  return visit.show({ frame: 'desk', title: `${person.name}: ${t('stay.title')}`, body }, refusal ? 409 : 200)
}

function Told({ refusal, done }: { refusal: string | null; done: string | null }) {
  if (refusal)
    return (
      <Notice tone="late" role="alert">
        <p>{refusal}</p>
      </Notice>
    )
  return done ? (
    <Notice tone="ok" role="status">
      <p>{done}</p>
    </Notice>
  ) : null
}

async function showNew(visit: Visit) {
  const person = await personHere(visit)
  const statement = await statementHere(visit, person, visit.query('statement'))
  const kind = statement?.kind ?? kindAsked(visit.query('kind'))
  return showForm(visit, person, kind, { typed: statement?.typed ?? {}, problems: [], statement })
}

async function statementHere(visit: Visit, person: StayPerson, id: string | undefined): Promise<Statement | null> {
  if (!id) return null
  const statement = await findStatement(dbOf(visit), id)
  if (!statement || !person.members.includes(statement.personId)) throw new NotFound()
  return statement
}

interface Trial {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly statement: Statement | null
  readonly meanwhile?: boolean
}

async function showForm(visit: Visit, person: StayPerson, kind: RecordKind, trial: Trial) {
  const { typed, problems, statement } = trial
  const t = staysWords(visit.language)
  const reading = await readingHere(visit, person, Boolean(statement?.typed.number))
  const records = await recordsOf(dbOf(visit), person.members)
  const title = t('record.new', { kind: t(`kind.${kind}`) })
  const key = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  const body = (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[
          { text: person.name, href: `/desk/persons/${person.id}` },
          { text: t('stay.title'), href: stayAddress(person.id) },
          { text: title },
        ]}
      />
      <PageTitle title={title} over={person.name} />
      <Told refusal={trial.meanwhile ? t('said.meanwhile') : null} done={null} />
      <RecordForm
        reading={reading}
        kind={kind}
        action={`${stayAddress(person.id)}/records`}
        back={stayAddress(person.id)}
        typed={typed}
        problems={problems}
        passports={passportsOf(records)}
        hidden={{ kind, key, ...(statement ? { statement: statement.id } : {}) }}
        button={t('record.save')}
      />
    </Stack>
  )
  return visit.show({ frame: 'desk', title, body }, trial.meanwhile ? 409 : problems.length > 0 ? 422 : 200)
}

async function add(visit: Visit) {
  const person = await personHere(visit)
  const typed = await visit.typed()
  const kind = kindAsked(typed.kind)
  const statement = await statementHere(visit, person, typed.statement)
  const key = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  const written = await addTyped(actOf(visit), person, { kind, typed, key, statement })
  if (written.ok) return visit.go(`${stayAddress(person.id)}?done=written`)
  return showForm(visit, person, kind, { ...written, typed: { ...typed, key }, statement })
}

const answerForm = z.object({ answer: longText(500) })

async function declineHere(visit: Visit) {
  const person = await personHere(visit)
  const t = staysWords(visit.language)
  const statement = await statementHere(visit, person, visit.param('statement'))
  const form = await visit.form(answerForm)
  if (!statement) throw new NotFound()
  if (!form.ok) return showStay(visit, t('said.sayWhy'))
  const outcome = await decline(actOf(visit), statement.id, form.value.answer)
  return outcome.ok ? visit.go(stayAddress(person.id)) : showStay(visit, t('said.meanwhile'))
}

async function showRecord(visit: Visit, person: StayPerson, record: StayRecord, slip: Slip | null = null) {
  const db = dbOf(visit)
  const { institution } = visit.place('cases.read')
  const mayWork = visit.may('cases.work', institution)
  // The form of a correction holds the number: who may correct has looked at it.
  const reading = await readingHere(visit, person, mayWork && record.number !== '')
  const [records, changes, leads] = await Promise.all([
    recordsOf(db, person.members),
    changesOf(db, [record.id]),
    leadsOf(db),
  ])
  const clocks = clocksOf(records, reading.law, leads, person.citizenship)
  const settledBy = record.caseId ? await findCase(db, record.caseId) : null
  const body = (
    <RecordPage
      reading={reading}
      person={person}
      record={record}
      clocks={clocks.filter(({ recordId }) => recordId === record.id)}
      changes={changes}
      passports={passportsOf(records)}
      caseHref={settledBy && `/desk/cases/${settledBy.procedure}/${settledBy.id}`}
      mayWork={mayWork}
      slip={slip}
    />
  )
  const title = `${person.name}: ${staysWords(visit.language)(`kind.${record.kind}`)}`
  return visit.show({ frame: 'desk', title, body }, slip ? (slip.notice ? 409 : 422) : 200)
}

const verbs = { correction: correctTyped, ending: endTyped, mistake: strikeTyped, restoring: restore } as const

async function turned(visit: Visit, form: Slip['form']) {
  const person = await personHere(visit)
  const record = await recordHere(visit, person)
  const typed = await visit.typed()
  const written: Written = await verbs[form](actOf(visit), person, record, typed)
  if (written.ok) return visit.go(recordAddress(person.id, record.id))
  const t = staysWords(visit.language)
  const [problem] = written.problems
  const restoring = form === 'restoring' && problem ? sayProblem(problem, visit.language, t) : null
  const notice = written.meanwhile ? t('verb.meanwhile') : restoring
  const { problems } = written
  return showRecord(visit, person, await recordHere(visit, person), {
    form,
    typed,
    problems,
    ...(notice ? { notice } : {}),
  })
}
