import { z } from 'zod'
import { itself } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { evaluationOnly, may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { pdfPage } from '../documents/index.ts'
import { letterFile } from './actions.ts'
import { type Enclosed, letterFileAddress, MailPage, MailsPage } from './mail-pages.tsx'
import { OutboxMailPage, OutboxPage } from './outbox-pages.tsx'
import { lettersByIds, mailScopes, mailsBefore } from './reading.ts'
import { repeatMail } from './repeat.ts'
import type { Mail } from './rules.ts'
import { filesOfMail, findMail } from './store.ts'
import { correspondenceWords } from './words.ts'

const pageSize = 25
const outboxSize = 50

export function correspondenceRoutes(): Routes {
  return new Routes()
    .get('/desk/letters/:id/file', may('letters.read'), (visit) =>
      sendLetter(visit.house, visit.place('letters.read').institution, id(visit, 'id')),
    )
    .get('/desk/mails', may('mails.read'), showMails)
    .get('/desk/mails/:id', may('mails.read'), showMail)
    .post('/desk/mails/:id/again', may('mails.read'), sendAgain)
    .get('/outbox', evaluationOnly, showOutbox)
    .get('/outbox/:institution/:id', evaluationOnly, showPosted)
    .get('/outbox/:institution/:id/letters/:letterId', evaluationOnly, async (visit) => {
      const { institution, mail } = await postedOf(visit)
      const letterId = id(visit, 'letterId')
      if (!mail.letter_ids.includes(letterId)) throw new NotFound()
      return sendLetter(visit.house, institution, letterId)
    })
}

async function showMails(visit: Visit): Promise<Response> {
  const t = correspondenceWords(visit.language)
  const { institution } = visit.place('mails.read')
  const to = (visit.query('to') ?? '').trim()
  const before = visit.query('before') ? id(visit, 'before', visit.query('before')) : null
  const rows = await mailsBefore(visit.within(institution), institution, to, before, pageSize + 1)
  const mails = rows.slice(0, pageSize)
  const body = (
    <MailsPage
      t={t}
      mails={mails}
      to={to}
      older={rows.length > pageSize ? (mails.at(-1)?.id ?? null) : null}
      first={before === null}
      done={visit.query('done') === 'again' ? t('mails.done.again') : null}
    />
  )
  return visit.show({ frame: 'desk', title: t('mails.title'), current: '/desk/mails', body })
}

async function showMail(visit: Visit): Promise<Response> {
  const t = correspondenceWords(visit.language)
  const { mail, letters, files } = await mailOf(visit)
  const body = <MailPage t={t} mail={mail} letters={letters} files={files} url={visit.house.url} />
  return visit.show({ frame: 'desk', title: mail.subject, current: '/desk/mails', body })
}

/** Sends a refused mail once more, as a new one: what became of the first stays as it was. */
async function sendAgain(visit: Visit): Promise<Response> {
  const { institution, mail } = await mailOf(visit)
  if (mail.state !== 'refused') return visit.go(`/desk/mails/${mail.id}`)
  const db = visit.within(institution)
  const sent = await db.transaction().execute((tx) => repeatMail(tx, visit.house, institution, mail.id))
  if (!sent.ok) return visit.go(`/desk/mails/${mail.id}`)
  return visit.go('/desk/mails?done=again')
}

async function mailOf(visit: Visit) {
  const { institution } = visit.place('mails.read')
  const db = visit.within(institution)
  const mail = await findMail(db, id(visit, 'id'))
  if (!mail) throw new NotFound()
  const letters = visit.may('letters.read', institution) ? await lettersByIds(db, mail.letter_ids) : []
  const files = (await filesOfMail(db, mail.id)).map(({ name }) => name)
  return {
    institution,
    mail,
    files,
    letters: letters.map((letter) => ({ ...letter, href: letterFileAddress(letter.id) })),
  }
}

async function showOutbox(visit: Visit): Promise<Response> {
  const t = correspondenceWords(visit.language)
  const to = (visit.query('to') ?? '').trim()
  const scopes = await mailScopes(visit.house, itself)
  const posted = await Promise.all(
    scopes.map(async (institution) => {
      const mails = await mailsBefore(visit.within(institution), institution, to, null, outboxSize)
      return mails.map((mail) => ({ institution, mail }))
    }),
  )
  const newest = posted
    .flat()
    .sort((a, b) => b.mail.queued_at.getTime() - a.mail.queued_at.getTime())
    .slice(0, outboxSize)
  return visit.show({ frame: 'bare', title: t('outbox.title'), body: <OutboxPage t={t} posted={newest} to={to} /> })
}

async function showPosted(visit: Visit): Promise<Response> {
  const t = correspondenceWords(visit.language)
  const { institution, mail } = await postedOf(visit)
  const letters: Enclosed[] = (await lettersByIds(visit.within(institution), mail.letter_ids)).map((letter) => ({
    ...letter,
    href: `/outbox/${institution}/${mail.id}/letters/${letter.id}`,
  }))
  const files = (await filesOfMail(visit.within(institution), mail.id)).map(({ name }) => name)
  const body = (
    <OutboxMailPage t={t} mail={mail} letters={letters} files={files} url={visit.house.url} institution={institution} />
  )
  return visit.show({ frame: 'bare', title: mail.subject, body })
}

async function postedOf(visit: Visit): Promise<{ institution: string; mail: Mail }> {
  const institution = visit.param('institution')
  if (!(await mailScopes(visit.house, itself)).includes(institution)) throw new NotFound()
  const mail = await findMail(visit.within(institution), id(visit, 'id'))
  if (!mail) throw new NotFound()
  return { institution, mail }
}

async function sendLetter(house: House, institution: string, letterId: string): Promise<Response> {
  const { letter, pdf } = await letterFile(house, institution, letterId)
  return pdfPage(pdf, `${letter.number.replace('/', '-')}.pdf`)
}

const uuid = z.uuid()

/** An id out of an address; what is no id names nothing. */
function id(visit: Visit, name: string, text: string | undefined = visit.param(name)): string {
  const read = uuid.safeParse(text)
  if (!read.success) throw new NotFound()
  return read.data
}
