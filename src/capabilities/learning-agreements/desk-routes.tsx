import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayNotTaken } from '../cases/index.ts'
import { letGo, readUpload } from '../documents/index.ts'
import { readHundredths, sayHundredths } from '../transcripts/index.ts'
import { approve, decide, sendBack } from './actions.ts'
import { agreementHere, seenIn, showForm, went, wentFrom } from './answering.tsx'
import { AskPage, DecisionPage, type FormProps, PaperPage } from './forms.tsx'
import { agreementsAddress, deskWork, type Place } from './rooms.ts'
import { askForm, type Component, currentOf, decisionForm, inForce, paperForm, unsigned } from './rules.ts'
import { askToSign, signOnPaper, takeBack, whyNotUntil } from './signing.ts'

/** Mails to addresses that an officer types, by account: whoever gets into one sends no spam from the university. */
const mailing = { name: 'agreement-mail', most: 60, minutes: 60 }

/** What the office and the dean's office alone do: approve, gather signatures, decide. */
export function workRoutes(): Routes {
  const base = `${agreementsAddress}/:case`
  const work = may('agreements.work')
  const at = (does: (visit: Visit, place: Place) => Promise<Response>) => async (visit: Visit) =>
    does(visit, await deskWork(visit))
  return new Routes()
    .post(
      `${base}/approval`,
      work,
      at(async (visit, place) => went(visit, place, await approve(place.act, seenIn(await visit.typed())))),
    )
    .post(
      `${base}/return`,
      work,
      at(async (visit, place) => went(visit, place, await sendBack(place.act, seenIn(await visit.typed())))),
    )
    .get(
      `${base}/ask`,
      work,
      at(async (visit, place) => showForm(visit, place, askPage, await firstAsk(visit, place))),
    )
    .post(`${base}/ask`, work, at(ask))
    .post(
      `${base}/signatures/:signature/revocation`,
      work,
      at(async (visit, place) => {
        const id = visit.param('signature')
        if (!isUuid(id)) throw new NotFound()
        return went(visit, place, await takeBack(place.act, id))
      }),
    )
    .get(
      `${base}/paper`,
      work,
      at((visit, place) => showForm(visit, place, paperPage, { typed: {}, problems: [] })),
    )
    .post(`${base}/paper`, work, at(onPaper))
    .get(
      `${base}/decisions/:component`,
      work,
      at(async (visit, place) => {
        const { page, component } = await decisionPage(visit, place)
        const agreement = await agreementHere(visit, place)
        const last = agreement.decisions.find(({ componentId }) => componentId === component.id)
        const typed: Typed = last
          ? {
              ...{
                recognised: last.recognised ? 'yes' : 'no',
                title: last.title,
                mark: last.mark,
                reason: last.reason,
              },
              credits: last.credits === null ? '' : sayHundredths(last.credits, 'en'),
            }
          : { title: component.title }
        return showForm(visit, place, page, { typed, problems: [] })
      }),
    )
    .post(`${base}/decisions/:component`, work, at(decideHere))
}

const askPage = (props: FormProps) => <AskPage {...props} parties={leftOf(props).filter((one) => one !== 'student')} />
const paperPage = (props: FormProps) => <PaperPage {...props} parties={leftOf(props)} />
const leftOf = ({ agreement }: FormProps) => unsigned(currentOf(agreement), agreement.signatures)

// Who is named in the head is asked first.
async function firstAsk(visit: Visit, place: Place) {
  const { head } = currentOf(await agreementHere(visit, place)).said
  return { typed: { party: 'host', name: head.hostContact, address: head.hostMail }, problems: [] }
}

async function ask(visit: Visit, place: Place): Promise<Response> {
  const typed = await visit.typed()
  const form = visit.checked(askForm, composeDays(typed))
  if (!form.ok) return showForm(visit, place, askPage, { typed, problems: form.problems })
  const wrong = whyNotUntil(form.value.until, visit.house.clock.today())
  if (wrong) return showForm(visit, place, askPage, { typed, problems: [{ field: 'until', key: wrong }] })
  if (await tooMany(visit.house.database.shared, mailing, visit.account.accountId))
    return showForm(visit, place, askPage, { typed, problems: [{ field: 'address', key: 'ask.tooMany' }] })
  const { signatures } = await agreementHere(visit, place)
  // The same form twice: the first has asked.
  if (signatures.some(({ id }) => id === form.value.key)) return visit.go(place.room.base)
  return wentFrom(visit, place, askPage, typed, await askToSign(place.act, seenIn(typed), form.value))
}

async function onPaper(visit: Visit, place: Place): Promise<Response> {
  const { received, notTaken, fields: typed } = await readUpload(visit.c, visit.house)
  const [scan, ...more] = received
  const form = visit.checked(paperForm, composeDays(typed))
  const problems: Problem[] = form.ok ? [] : [...form.problems]
  if (form.ok && form.value.on > visit.house.clock.today()) problems.push({ field: 'on', key: 'paper.future' })
  if (!scan && notTaken.length === 0) problems.push({ field: 'file', key: 'paper.noScan' })
  const wrong = { typed, problems, notTaken: notTaken.map((file) => sayNotTaken(file, visit.language)) }
  if (!form.ok || !scan || problems.length + wrong.notTaken.length > 0) {
    await letGo(visit.house, received)
    return showForm(visit, place, paperPage, wrong)
  }
  await letGo(visit.house, more)
  const outcome = await signOnPaper(place.act, seenIn(typed), form.value, scan)
  if (!outcome.ok) await letGo(visit.house, [scan])
  return wentFrom(visit, place, paperPage, typed, outcome)
}

async function decisionPage(visit: Visit, place: Place) {
  const version = inForce(await agreementHere(visit, place))
  const component = version?.said.components.find(({ id, side }) => id === visit.param('component') && side === 'home')
  if (!version || !component) throw new NotFound()
  const page = (props: FormProps) => {
    const { id = '' } = props.tried.typed
    const own = isUuid(id) ? id : crypto.randomUUID()
    return <DecisionPage {...props} component={component} ratio={version.said.ratio} id={own} />
  }
  return { page, component }
}

async function decideHere(visit: Visit, place: Place): Promise<Response> {
  const { page, component } = await decisionPage(visit, place)
  const form = await visit.form(decisionForm)
  const { typed } = form
  if (!form.ok) return showForm(visit, place, page, { typed, problems: form.problems })
  const { id, recognised, title, credits, mark, reason } = form.value
  const number = readHundredths(credits)
  const isNumber = number !== null && number > 0 && number <= 6000
  if (recognised === 'yes' && !isNumber)
    return showForm(visit, place, page, { typed, problems: [{ field: 'credits', key: 'component.credits' }] })
  const decision = decisionOf(component, recognised === 'yes', { title, credits: number, mark, reason })
  return wentFrom(
    visit,
    place,
    page,
    typed,
    await decide(place.act, seenIn(typed), id, { ...decision, byName: visit.by.name }),
  )
}

function decisionOf(
  { id: componentId }: Component,
  recognised: boolean,
  said: { title: string; credits: number | null; mark: string; reason: string },
) {
  return recognised
    ? { componentId, recognised, ...said }
    : { componentId, recognised, title: '', credits: null, mark: '', reason: said.reason }
}
