import { isUuid } from '../../platform/database/ids.ts'
import { stringAt } from '../../platform/database/json.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { Card, Link } from '../../ui/index.ts'
import { findCase, type Panel } from '../cases/index.ts'
import { type Tried, typedText } from '../galleries/index.ts'
import { edit, editorOf, editsOf } from '../institutions/index.ts'
import { AnswerFormPage, AnswersPage, deskAddress } from './desk-pages.tsx'
import { fits } from './public.tsx'
import { type Answer, type AnswerForm, answerForm, namingFields, saidIn, topics } from './rules.ts'
import { answersOf, archiveAnswer, findAnswer, insertAnswer, saveAnswer } from './store.ts'
import { answerWords } from './words.ts'

const one = `${deskAddress}/:id`

/** Questions and answers at the desk. */
export function deskRoutes(): Routes {
  return new Routes()
    .get(deskAddress, may('site.edit'), showList)
    .get(`${deskAddress}/new`, may('site.edit'), async (visit) => {
      const asked = await askedIn(visit, visit.query('case'))
      return showForm(visit, null, { typed: asked ? { ...asked.typed } : {}, problems: [] })
    })
    .post(`${deskAddress}/new`, may('site.edit'), add)
    .get(one, may('site.edit'), async (visit) => {
      const answer = await answerHere(visit)
      return showForm(visit, answer, { typed: typedAnswer(answer), problems: [] })
    })
    .post(one, may('site.edit'), change)
    .post(`${one}/archive`, may('site.edit'), async (visit) => {
      const answer = await answerHere(visit)
      const away = (await visit.typed()).away === 'yes'
      const by = editorOf(visit, 'site.edit')
      if (away !== answer.archived)
        await edit(here(visit), by, `answers/${answer.id}`, async (tx) => {
          await archiveAnswer(tx, answer.id, away ? by.at : null)
          return { before: { archived: !away }, after: { archived: away } }
        })
      return visit.go(`${deskAddress}/${answer.id}`)
    })
}

/** On an answered consultation: the way to let others read the answer too. */
export const answerPanel: Panel = {
  desk: async (visit, { procedure, standing, institution }) => {
    const isAnswered = procedure.name === 'consultation' && standing.stage === 'answered'
    if (!isAnswered || !visit.may('site.edit', institution.id)) return null
    const t = answerWords(visit.language)
    const own = (await answersOf(visit.within(institution.id))).find(({ caseId }) => caseId === standing.id)
    const href: Href = own ? `${deskAddress}/${own.id}` : `${deskAddress}/new?case=${standing.id}`
    return (
      <Card title={t('panel.title')}>
        <p>{t(own ? 'panel.done' : 'panel.text')}</p>
        <Link href={href}>{t(own ? 'panel.see' : 'panel.go')}</Link>
      </Card>
    )
  },
}

const here = (visit: Visit) => visit.within(visit.place('site.edit').institution)

async function answerHere(visit: Visit): Promise<Answer> {
  const found = await findAnswer(here(visit), visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

/** What somebody asked and was answered, as the beginning of a form, and who it was. */
async function askedIn(visit: Visit, id: string | null | undefined) {
  const found = id && isUuid(id) ? await findCase(here(visit), id) : null
  if (found?.procedure !== 'consultation') return null
  const { facts } = found
  const language = asLanguage(found.personLanguage)
  const typed: Typed = {
    ...{ case: found.id, [`question.${language}`]: stringAt(facts, 'question').slice(0, 300) },
    [`answer.${language}`]: stringAt(facts, 'answer'),
  }
  return { typed, asker: facts }
}

async function namingProblems(visit: Visit, form: AnswerForm, caseId: string | null | undefined): Promise<Problem[]> {
  const asked = await askedIn(visit, caseId)
  return asked ? namingFields(form, asked.asker).map((field) => ({ field, key: 'answer.namesAsker' })) : []
}

async function add(visit: Visit): Promise<Response> {
  const form = await visit.form(answerForm)
  if (!form.ok) return showForm(visit, null, form)
  const problems = await namingProblems(visit, form.value, form.value.case)
  if (problems.length > 0) return showForm(visit, null, { typed: form.typed, problems })
  const id = form.typed.id && isUuid(form.typed.id) ? form.typed.id : crypto.randomUUID()
  const by = editorOf(visit, 'site.edit')
  await edit(here(visit), by, `answers/${id}`, async (tx) => {
    const isNew = await insertAnswer(tx, by.institution, id, form.value, by.at)
    return isNew ? { before: {}, after: saidIn(form.value) } : undefined
  })
  return visit.go(`${deskAddress}/${id}?done=saved`)
}

async function change(visit: Visit): Promise<Response> {
  const answer = await answerHere(visit)
  const form = await visit.form(answerForm)
  if (!form.ok) return showForm(visit, answer, form)
  const problems = await namingProblems(visit, form.value, answer.caseId)
  if (problems.length > 0) return showForm(visit, answer, { typed: form.typed, problems })
  const { topic, question, answer: said, isShown } = answer
  const saved = await edit(here(visit), editorOf(visit, 'site.edit'), `answers/${answer.id}`, async (tx) =>
    (await saveAnswer(tx, answer.id, form.value))
      ? { before: { topic, question, answer: said, isShown }, after: saidIn(form.value) }
      : undefined,
  )
  if (saved) return visit.go(`${deskAddress}/${answer.id}?done=saved`)
  return showForm(visit, answer, { typed: { ...form.typed, version: String(answer.version) }, problems: [] }, true)
}

const typedAnswer = ({ question, answer, topic, isShown }: Answer): Typed => ({
  ...typedText('question', question),
  ...typedText('answer', answer),
  ...{ topic, shown: isShown ? 'yes' : 'no' },
})

async function showList(visit: Visit): Promise<Response> {
  const t = answerWords(visit.language)
  const text = (visit.query('q') ?? '').slice(0, 200)
  const topic = topics.find((known) => known === visit.query('topic')) ?? null
  const away = visit.query('away') === 'yes'
  const all = await answersOf(here(visit))
  const answers = all.filter((one) => one.archived === away && (!topic || one.topic === topic) && fits(one, text))
  const body = <AnswersPage {...{ t, answers, text, topic, away }} />
  return visit.show({ frame: 'desk', title: t('desk.title'), current: deskAddress, body })
}

async function showForm(visit: Visit, answer: Answer | null, { typed, problems }: Tried, late = false) {
  const t = answerWords(visit.language)
  const id = answer?.id ?? typed.id ?? crypto.randomUUID()
  const edits = answer ? await editsOf(here(visit), `answers/${answer.id}`) : []
  const isSaved = visit.query('done') === 'saved' && problems.length === 0 && !late
  const { institution } = visit.place('site.edit')
  const body = <AnswerFormPage {...{ t, id, answer, typed, problems, late, edits, isSaved, institution }} />
  const page = { frame: 'desk', title: t('desk.title'), current: deskAddress, body } as const
  return visit.show(page, late ? 409 : problems.length > 0 ? 422 : 200)
}
